"""Fewer units that still say the same (needs torch, the extra `train`)."""

import pytest

torch = pytest.importorskip("torch")


def test_units_that_others_can_stand_in_for_go_first() -> None:
    from sayso.training.narrow import select  # noqa: PLC0415 (torch)

    torch.manual_seed(1)
    useful = torch.randn(400, 6)
    active = torch.cat([useful, useful @ torch.randn(6, 6)], dim=1)  # twelve units, but only six of them are needed
    weight = torch.randn(3, 12)
    kept, new = select(active.T @ active, weight, 6)
    assert len(kept) == 6
    wanted = active @ weight.T
    assert float(((active[:, kept] @ new.T - wanted) ** 2).mean()) < 0.01 * float((wanted**2).mean())
