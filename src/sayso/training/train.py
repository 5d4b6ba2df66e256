"""Train every head together over the shared encoder: one command, one seed, CPU only (`make train`)."""

import argparse
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, distributed, nn
from torch import multiprocessing as mp

from sayso.language import Analyser
from sayso.language.windows import load_tokenizer
from sayso.training.batches import batches, prepare_input
from sayso.training.corpora import TRAIN, Document
from sayso.training.encoder import WIDTH, Encoder, base_weights
from sayso.training.heads import Batch, Head, registry
from sayso.training.sources import read_all

WARM_UP = 60
OWN_TIMES = 3  # how often an epoch shows the project's own text, the only one in wire style
AVERAGE_EVERY = 4  # steps between averagings of the parameters of the processes
PEAK = {"encoder": 2.5e-4, "heads": 1.5e-3}
BATCH_PIECES = 1100


class Network(nn.Module):
    """The encoder and the layers of all heads."""

    def __init__(self, heads: Sequence[Head]) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.heads = nn.ModuleDict({head.name: head.build(WIDTH) for head in heads})

    def vectors(self, batch: Batch) -> Tensor:
        """The vectors of the words of a batch."""
        a = batch.arrays
        return self.encoder(a["pieces"], a["shapes"], a["begins"], a["finishes"])


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


def train(
    documents: Sequence[Document],
    heads: Sequence[Head],
    network: Network,
    *,
    epochs: int,
    seed: int,
    cache: Path,
    workers: Workers,
    scale: float,
    stay: float,
) -> None:
    """Train ``network`` in place; progress goes to standard error. Every worker takes its share of each epoch's batches."""
    tokenizer = load_tokenizer(cache / "tokenizer.json")
    inputs = prepare_input(documents, tokenizer)
    chosen = [d for d in documents if d.split == TRAIN for _ in range(OWN_TIMES if d.corpus == "own" else 1)]
    chance = random.Random(seed)  # noqa: S311 (shuffling)
    optimizer = _optimizer(network)
    plans = [list(batches(chosen, inputs, BATCH_PIECES, chance)) for _ in range(epochs)]
    for plan in plans:
        chance.shuffle(plan)
    plans = [plan[workers.rank : len(plan) - len(plan) % workers.count : workers.count] for plan in plans]
    steps, step, started = sum(map(len, plans)), 0, time.time()
    seen: dict[str, list[float]] = defaultdict(list)
    network.train()
    for number, plan in enumerate(plans, start=1):
        for batch in plan:
            for group in optimizer.param_groups:
                group["lr"] = scale * PEAK[group["part"]] * rate(step, steps, stay)
            _step(network, heads, batch, optimizer, seen)
            step += 1
            if step % AVERAGE_EVERY == 0 or step == steps:
                workers.average(network)
            if step % 50 == 0 and workers.rank == 0:
                losses = " ".join(f"{name} {sum(v[-50:]) / len(v[-50:]):.3f}" for name, v in seen.items())
                print(f"epoch {number} step {step}/{steps} {time.time() - started:.0f} s  {losses}", file=sys.stderr, flush=True)  # noqa: T201
        workers.average(network)
        if workers.rank == 0:
            torch.save(network.state_dict(), cache / "latest.pt")


def _optimizer(network: Network) -> torch.optim.Optimizer:
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    groups: list[dict[str, Any]] = [
        {"params": [p for p in encoder if p.dim() > 1], "part": "encoder", "weight_decay": 0.01},
        {"params": [p for p in encoder if p.dim() <= 1], "part": "encoder", "weight_decay": 0.0},
        {"params": list(network.heads.parameters()), "part": "heads", "weight_decay": 0.01},
    ]
    return torch.optim.AdamW(groups, lr=1e-4, betas=(0.9, 0.98))


def _step(network: Network, heads: Sequence[Head], batch: Batch, optimizer: torch.optim.Optimizer, seen: dict[str, list[float]]) -> None:
    vectors = network.vectors(batch)
    total = torch.zeros(())
    for head in heads:
        loss = head.loss(network.heads[head.name], vectors, batch)
        if loss is not None:
            total = total + head.weight * loss
            seen[head.name].append(float(loss.detach()))
    optimizer.zero_grad(set_to_none=True)
    total.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
    optimizer.step()


def work(rank: int, options: argparse.Namespace) -> None:
    """One worker's whole training."""
    torch.manual_seed(options.seed + rank)
    torch.set_num_threads(1)
    workers = Workers(rank, options.workers, options.cache)
    documents = read_all(options.data, options.own, Analyser(options.analyser) if options.analyser else None)
    heads = registry()
    if options.resume:
        for head in heads:
            head.restore(json.loads(options.resume.with_name("labels.json").read_text(encoding="utf-8")))
    labels = {name: value for head in heads for name, value in head.prepare(documents).items()}
    network = Network(heads)
    network.encoder.load_base(options.cache / "model.safetensors")
    if options.resume:
        network.load_state_dict(torch.load(options.resume))
    workers.average(network)
    if rank == 0:
        (options.cache / "labels.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0), encoding="utf-8")
    train(
        documents,
        heads,
        network,
        epochs=options.epochs,
        seed=options.seed,
        cache=options.cache,
        workers=workers,
        scale=options.scale,
        stay=options.stay,
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the corpora, train, save the checkpoint and the inventories."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--own", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("build/model"))
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scale", type=float, default=1.0, help="share of the usual peak learning rates")
    parser.add_argument("--stay", type=float, default=0.35, help="share of all steps after which the rates fall")
    parser.add_argument("--analyser", type=Path, help="folder of an exported model: its trees let the project's own reports train coreference")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--resume", type=Path, help="start from a checkpoint instead of the base weights")
    options = parser.parse_args(arguments)
    base_weights(options.cache)
    (options.cache / "meeting").unlink(missing_ok=True)
    mp.spawn(work, args=(options,), nprocs=options.workers)


if __name__ == "__main__":
    main()
