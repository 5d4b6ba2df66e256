"""Train every head together over the shared encoder: one command, one seed, CPU only (`make train`)."""

import argparse
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import distributed, nn
from torch import multiprocessing as mp

from sayso.language import Analyser
from sayso.language.analyser import SIGNALS
from sayso.language.windows import load_tokenizer
from sayso.training.batches import batches, prepare_input
from sayso.training.corpora import TRAIN, Document
from sayso.training.distil import Teacher, distillation, read_raw
from sayso.training.encoder import SHAPES_OF_ENCODER, WIDE, base_weights
from sayso.training.heads import Batch, Head, registry
from sayso.training.narrow import narrowed
from sayso.training.network import Network
from sayso.training.sources import read_all

WARM_UP = 60
OWN_TIMES = 3  # how often an epoch shows the project's own text, the only one in wire style
AVERAGE_EVERY = 4  # steps between averagings of the parameters of the processes
PEAK = {"encoder": 2.5e-4, "heads": 1.5e-3, "signals": 6e-3}
SAVE_EVERY = 100  # steps; a multiple of AVERAGE_EVERY, so that what is saved is the average
BATCH_PIECES = 1100
SAMPLE = 60  # documents whose activations decide which units a narrow network keeps


class Workers:
    """Processes of one thread each that average their parameters now and then: threads and per-step exchange stall on a busy machine."""

    def __init__(self, rank: int, count: int, folder: Path) -> None:
        self.rank, self.count = rank, count
        meeting = folder / "meeting"
        distributed.init_process_group("gloo", init_method=f"file://{meeting.resolve()}", rank=rank, world_size=count)

    def average(self, network: nn.Module) -> None:
        """Give every worker the mean of all workers' trained parameters."""
        trained = [p for p in network.parameters() if p.requires_grad]
        flat = nn.utils.parameters_to_vector(trained).detach().clone()
        distributed.all_reduce(flat)
        nn.utils.vector_to_parameters(flat / self.count, trained)


def rate(step: int, steps: int, stay: float) -> float:
    """The share of the peak learning rate at a step: warm up, stay until that share of all steps, fall to nothing."""
    if step < WARM_UP:
        return (step + 1) / WARM_UP
    return min(1.0, (steps - step) / (steps * (1 - stay)))


@dataclass(frozen=True)
class Lesson:
    """A teacher's vectors, and its heads."""

    teacher: Teacher
    heads: nn.ModuleDict


def train(
    documents: Sequence[Document],
    heads: Sequence[Head],
    network: Network,
    options: argparse.Namespace,
    workers: Workers,
    inputs: dict[str, tuple[list[list[int]], list[int]]],
    lesson: Lesson | None,
) -> None:
    """Train ``network`` in place; progress goes to standard error. Every worker takes its share of each epoch's batches."""
    chosen = [d for d in documents if d.split == TRAIN for _ in range(OWN_TIMES if d.corpus == "own" else 1)]
    chance = random.Random(options.seed)  # noqa: S311 (shuffling)
    optimizer = _optimizer(network)
    plans = [list(batches(chosen, inputs, BATCH_PIECES, chance)) for _ in range(options.epochs)]
    for plan in plans:
        chance.shuffle(plan)
    plans = [plan[workers.rank : len(plan) - len(plan) % workers.count : workers.count] for plan in plans]
    steps, step, started = sum(map(len, plans)), 0, time.time()
    seen: dict[str, list[float]] = defaultdict(list)
    network.train()
    for number, plan in enumerate(plans, start=1):
        for batch in plan:
            for group in optimizer.param_groups:
                group["lr"] = options.scale * PEAK[group["part"]] * rate(step, steps, options.stay)
            _step(network, heads, batch, optimizer, seen, lesson)
            step += 1
            if step % AVERAGE_EVERY == 0 or step == steps:
                workers.average(network)
            if workers.rank == 0 and (step % SAVE_EVERY == 0 or step == steps):
                torch.save(network.state_dict(), options.cache / "latest.pt")
            if step % 50 == 0 and workers.rank == 0:
                losses = " ".join(f"{name} {sum(v[-50:]) / len(v[-50:]):.3f}" for name, v in seen.items())
                print(f"epoch {number} step {step}/{steps} {time.time() - started:.0f} s  {losses}", file=sys.stderr, flush=True)  # noqa: T201


def _optimizer(network: Network) -> torch.optim.Optimizer:
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    groups: list[dict[str, Any]] = [
        {"params": [p for p in encoder if p.dim() > 1], "part": "encoder", "weight_decay": 0.01},
        {"params": [p for p in encoder if p.dim() <= 1], "part": "encoder", "weight_decay": 0.0},
        {
            "params": [p for name, head in network.heads.items() if name not in SIGNALS for p in head.parameters()],
            "part": "heads",
            "weight_decay": 0.01,
        },
        {"params": [p for name in SIGNALS for p in network.heads[name].parameters()], "part": "signals", "weight_decay": 0.01},
    ]
    return torch.optim.AdamW(groups, lr=1e-4, betas=(0.9, 0.98))


def _step(
    network: Network, heads: Sequence[Head], batch: Batch, optimizer: torch.optim.Optimizer, seen: dict[str, list[float]], lesson: Lesson | None
) -> None:
    vectors = network.vectors(batch)
    total = torch.zeros(())
    for head in heads:
        loss = head.loss(network.heads[head.name], vectors, batch)
        if loss is not None:
            total = total + head.weight * loss
            seen[head.name].append(float(loss.detach()))
    if lesson is not None:
        target, known = lesson.teacher.vectors(batch)
        if known.any():
            distance = distillation(heads, network.heads, lesson.heads, vectors, target, batch, known)
            total = total + distance
            seen["teacher"].append(float(distance.detach()))
    if not total.requires_grad:
        return
    optimizer.zero_grad(set_to_none=True)
    total.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
    optimizer.step()


def load(network: Network, path: Path) -> None:
    """A checkpoint's weights; heads that it does not have stay as they are."""
    missing, unknown = network.load_state_dict(torch.load(path), strict=False)
    if unknown or any(not name.startswith("heads.") for name in missing):
        msg = f"{path.name} is no checkpoint of this shape"
        raise ValueError(msg)


def work(rank: int, options: argparse.Namespace) -> None:
    """One worker's whole training."""
    torch.manual_seed(options.seed + rank)
    torch.set_num_threads(1)
    workers = Workers(rank, options.workers, options.cache)
    documents = read_all(options.data, options.own, Analyser(options.analyser) if options.analyser else None)
    if options.raw:
        documents += read_raw(options.data)
    heads = registry()
    before = options.resume or options.teacher
    if before:
        for head in heads:
            head.restore(json.loads(before.with_name("labels.json").read_text(encoding="utf-8")))
    labels = {name: value for head in heads for name, value in head.prepare(documents).items()}
    inputs = prepare_input(documents, load_tokenizer(options.cache / "tokenizer.json"))
    lesson, network = _begin(documents, heads, options, inputs, workers)
    workers.average(network)
    if rank == 0:
        (options.cache / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0), encoding="utf-8")
    train(documents, heads, network, options, workers, inputs, lesson)


def _begin(
    documents: Sequence[Document],
    heads: Sequence[Head],
    options: argparse.Namespace,
    inputs: dict[str, tuple[list[list[int]], list[int]]],
    workers: Workers,
) -> tuple[Lesson | None, Network]:
    """The teacher's lesson, if there is a teacher, and the network to train."""
    network, lesson = Network(heads, SHAPES_OF_ENCODER[options.shape]), None
    if options.shape == "wide":
        network.encoder.load_base(options.cache / "model.safetensors")
    if options.teacher:
        teacher = Network(heads, WIDE)
        load(teacher, options.teacher)
        known = [d for d in documents if d.split == TRAIN]
        trained = {name.split(".")[1] for name in torch.load(options.teacher) if name.startswith("heads.")}
        frozen = nn.ModuleDict({name: part for name, part in teacher.heads.items() if name in trained})
        table = _vectors(teacher, known, inputs, options.cache / "teacher.f16", workers)
        lesson = Lesson(table, frozen.eval().requires_grad_(requires_grad=False))
        if not options.resume:
            chance = random.Random(options.seed)  # noqa: S311 (sampling)
            network = narrowed(teacher, heads, list(batches(chance.sample(known, SAMPLE), inputs, BATCH_PIECES, None)))
    if options.resume:
        load(network, options.resume)
    return lesson, network


def _vectors(
    teacher: Network, documents: Sequence[Document], inputs: dict[str, tuple[list[list[int]], list[int]]], path: Path, workers: Workers
) -> Teacher:
    """The teacher's vectors, computed by all workers together unless the file is there already."""
    fresh = not path.exists()
    distributed.barrier()
    if fresh and workers.rank == 0:
        Teacher.lay_out(documents, path)
    distributed.barrier()
    table = Teacher(path)
    if fresh:
        table.fill(teacher, documents[workers.rank :: workers.count], inputs)
    distributed.barrier()
    return table


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the corpora, train, save the checkpoint and the inventories."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--own", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("build/student"))
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scale", type=float, default=1.0, help="share of the usual peak learning rates")
    parser.add_argument("--stay", type=float, default=0.35, help="share of all steps after which the rates fall")
    parser.add_argument("--analyser", type=Path, help="folder of an exported model: its trees let the project's own reports train coreference")
    parser.add_argument("--shape", choices=tuple(SHAPES_OF_ENCODER), default="narrow")
    parser.add_argument("--teacher", type=Path, help="checkpoint of the wide network, which a narrow one learns from")
    parser.add_argument("--raw", action="store_true", help="learn from the teacher on news text without annotation too")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--resume", type=Path, help="start from a checkpoint instead of the base weights")
    options = parser.parse_args(arguments)
    if options.shape == "narrow" and not (options.teacher or options.resume):
        parser.error("a narrow network starts from a --teacher or a checkpoint (--resume)")
    base_weights(options.cache)
    (options.cache / "meeting").unlink(missing_ok=True)
    mp.spawn(work, args=(options,), nprocs=options.workers)


if __name__ == "__main__":
    main()
