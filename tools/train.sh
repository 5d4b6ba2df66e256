#!/bin/sh
# One step of `make train`: train or export, with the options given.
set -eu
step=$1
shift
case $step in
train) exec build/train/bin/python -m sayso.training.train --data "$DATA" --own data/own --cache build/model "$@" ;;
export) exec build/train/bin/python -m sayso.training.export --cache build/model "$@" ;;
esac
