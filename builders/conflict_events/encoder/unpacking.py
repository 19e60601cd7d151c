"""An encoder file -> the net that it was packed from, as PyTorch has it, to the rounding of its weights. ``packing`` is the way
there.

The vectors of kinds are not in a file, only what the first layer of each head makes of them: each kind gets a vector that is 1
in one place, and the layer that table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn

from conflict_events.encoder.file import Encoder
from conflict_events.encoder.heads import Head
from conflict_events.encoder.net import Kinds, Net
from conflict_events.encoder.reader import of_network, take


def kinds(encoder: Encoder) -> Kinds:
    """The kinds that an encoder is asked about, as it numbers them."""
    heads = encoder.heads
    return Kinds(list(heads.types), list(heads.details), heads.statuses)


def net(encoder: Encoder, known: Sequence[int], number: int) -> Net:
    """The net of an encoder, but for what marks triggers, which no file keeps. ``known``: the numbers of the encoder's pieces
    among ``number`` of the base.
    """
    found = Net(of_network(encoder.network, known, number), kinds(encoder))
    for vectors in (found.types, found.details, found.distances):
        nn.init.eye_(vectors.weight)
    heads = encoder.heads
    widths = {
        "types": found.types.embedding_dim,
        "statuses": len(heads.statuses),
        "details": found.details.embedding_dim,
        "distances": found.distances.embedding_dim,
    }
    _head(found.event, heads.event, widths, ("types",))
    _head(found.status, heads.status, widths, ("types", "statuses"))
    take(found.pair_view, heads.pair_view)
    _head(found.pair, heads.pair, widths, ("types",))
    for role, of in heads.roles.items():
        layers = found.roles[role]
        take(layers.trigger, of.trigger)
        take(layers.mention, of.mention)
        _head(layers.head, of.head, widths, ("types", "details", "distances"))
    return found


def _head(layers: nn.Sequential, head: Head, widths: Mapping[str, int], names: Sequence[str]) -> None:
    """The first layer, its columns as its inputs stand beside each other, and the second. ``widths``: of the vectors of kinds,
    by name.
    """
    columns: list[Tensor] = [torch.tensor(of.weights * of.worth).T for of in head.vectors]
    for table, name in zip(head.kinds, names, strict=True):
        told = torch.tensor(table).T
        columns.append(nn.functional.pad(told, (0, widths[name] - told.shape[1])))
    if len(head.odds):
        columns.append(torch.tensor(head.odds)[:, None])
    layers[0].weight.data = torch.cat(columns, 1)
    layers[0].bias.data = torch.stack([torch.tensor(of.bias) for of in head.vectors]).sum(0)
    take(layers[3], head.out)
