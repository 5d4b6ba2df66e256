#!/bin/sh
# Steps of `make train`: `train` or `export` with the options given, or `all`: the teacher's three runs, then the student's two.
set -eu
python=build/train/bin/python
wide=build/model
narrow=build/student

train() { cache=$1; shift; "$python" -m sayso.training.train --data "$DATA" --own data/own --cache "$cache" "$@"; }
export_() { cache=$1; shift; "$python" -m sayso.training.export --cache "$cache" "$@"; }

step=$1
shift
case $step in
train) train "$narrow" "$@" ;;
export) export_ "$narrow" "$@" ;;
all)
	train "$wide" --shape wide --epochs 3
	cp "$wide/latest.pt" "$wide/first.pt"
	export_ "$wide" --shape wide --out "$wide/first"
	train "$wide" --shape wide --resume "$wide/first.pt" --analyser "$wide/first" --epochs 2 --seed 2 --scale 0.8
	cp "$wide/latest.pt" "$wide/second.pt"
	export_ "$wide" --shape wide --out "$wide/second"
	train "$wide" --shape wide --resume "$wide/second.pt" --analyser "$wide/second" --epochs 1 --seed 3 --scale 0.6 --stay 0.1
	mkdir -p "$narrow"
	export_ "$wide" --shape wide --mix "$wide/second.pt" --out "$wide/teacher" --weights "$narrow/teacher.pt"
	cp "$wide/labels.json" "$narrow/"
	train "$narrow" --teacher "$narrow/teacher.pt" --raw --analyser "$wide/teacher" --epochs 2 --seed 4 --stay 0.45
	cp "$narrow/latest.pt" "$narrow/first.pt"
	train "$narrow" --teacher "$narrow/teacher.pt" --resume "$narrow/first.pt" --analyser "$wide/teacher" --epochs 3 --seed 5 --scale 0.6 --stay 0.2
	export_ "$narrow" --out src/sayso/language/model_files
	;;
esac
