"""The encoder proper as PyTorch learns it: numbers of pieces in, a vector for each out. ``network`` is what it becomes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from conflict_events.encoder.base import Base
from conflict_events.encoder.network import Network
from conflict_events.encoder.pieces import UNKNOWN
from conflict_events.encoder.whole import Linear, Norm

BLANKED, BLANKED_OF_SMALL = 0.05, 0.1
"""Share of pieces that are made unknown while the encoder learns, or a small one that is taught."""
CLOSE = 1e-12
"""What is added to a variance, as in BERT."""
SPREAD, SPREAD_OF_WEIGHTS, SPREAD_OF_PLACES = 0.5, 0.04, 0.02
"""Standard deviations of a small reader's vectors of pieces, of its weights and of its vectors of places, to begin with."""


class Block(nn.Module):
    """One layer of the encoder."""

    def __init__(self, size: int, inner: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.attended = nn.Linear(size, 3 * size)
        self.joined = nn.Linear(size, size)
        self.inner = nn.Linear(size, inner)
        self.outer = nn.Linear(inner, size)
        self.first_norm, self.second_norm = nn.LayerNorm(size, CLOSE), nn.LayerNorm(size, CLOSE)

    def forward(self, states: Tensor) -> Tensor:
        """(pieces, size) to the same."""
        pieces, size = states.shape
        q, k, v = self.attended(states).view(pieces, 3, self.heads, size // self.heads).permute(1, 2, 0, 3)
        odds = q @ k.transpose(-1, -2) * (1 / math.sqrt(size // self.heads))
        taken = (torch.softmax(odds, -1) @ v).transpose(0, 1).reshape(pieces, size)
        states = self.first_norm(states + self.joined(taken))
        return self.second_norm(states + self.outer(functional.gelu(self.inner(states))))


class Reader(nn.Module):
    """The encoder without heads: vectors of pieces and places, and layers. ``known``: the numbers of the pieces that it has a
    vector for, in their order; the others of ``number`` are read as unknown.
    """

    def __init__(
        self,
        words: nn.Embedding,
        places: Tensor,
        blocks: Sequence[Block],
        known: Sequence[int],
        number: int,
        blanked: float = BLANKED,
    ) -> None:
        super().__init__()
        self.blanked = blanked
        self.word, self.places, self.blocks = words, nn.Parameter(places), nn.ModuleList(blocks)
        self.norm = nn.LayerNorm(self.size, CLOSE)
        rows = torch.full((number,), known.index(UNKNOWN))
        rows[torch.tensor(known)] = torch.arange(len(known))
        self.register_buffer("rows", rows, persistent=False)

    @property
    def size(self) -> int:
        """Of a vector."""
        return self.word.embedding_dim

    def forward(self, windows: Iterable[Sequence[int]]) -> Tensor:
        """Numbers of pieces, window by window, to a vector for each piece: (pieces of all windows, size). A window is read by
        itself: to fill short ones up to the longest would cost a third more.
        """
        return torch.cat([self._read(torch.tensor(window)) for window in windows])

    def _read(self, numbers: Tensor) -> Tensor:
        if self.training:
            numbers = torch.where(torch.rand(numbers.shape) < self.blanked, UNKNOWN, numbers)
        with torch.autocast("cpu", torch.bfloat16, enabled=has_tiles()):
            states = self.norm(self.word(self.rows[numbers]) + self.places[: len(numbers)])
            for block in self.blocks:
                states = block(states)
        return states.float()


def has_tiles() -> bool:
    """Whether the processor multiplies tables of bfloat16 (AMX): any other is slower in it than in float32."""
    return bool(torch.cpu._is_amx_tile_supported())


def of_base(base: Base, blocks: int) -> Reader:
    """The first ``blocks`` layers of the base. The vectors of its pieces stay as they are."""
    size, inner = base.sizes["H"], base.sizes["FF"]
    words = nn.Embedding.from_pretrained(torch.tensor(base.tensor("emb.word", base.sizes["VOC"], size)))
    places = torch.tensor(base.tensor("emb.pos", base.sizes["MAXP"], size))
    places += torch.tensor(base.tensor("emb.type", base.sizes["TVS"], size))[0]
    number = base.sizes["VOC"]
    found = Reader(words, places, [Block(size, inner, base.sizes["NH"]) for _ in range(blocks)], range(number), number)
    layers = (("joined", ("ao",)), ("inner", ("fi",)), ("outer", ("fo",)), ("attended", ("q", "k", "v")))
    norms = [(found.norm, "emb.ln")]
    for i, block in enumerate(found.blocks):
        for name, parts in layers:
            linear = getattr(block, name)
            shape = (linear.out_features // len(parts), linear.in_features)
            linear.weight.data = torch.cat([torch.tensor(base.tensor(f"l{i}.{p}.w", *shape)) for p in parts])
            linear.bias.data = torch.cat([torch.tensor(base.tensor(f"l{i}.{p}.b", shape[0])) for p in parts])
        norms += [(block.first_norm, f"l{i}.aln"), (block.second_norm, f"l{i}.oln")]
    for norm, name in norms:
        norm.weight.data = torch.tensor(base.tensor(f"{name}.w", size))
        norm.bias.data = torch.tensor(base.tensor(f"{name}.b", size))
    return found


def small(base: Base, known: Sequence[int], size: int, blocks: int, heads: int) -> Reader:
    """A reader that has learned nothing but the base's vectors of the ``known`` pieces, by their principal components."""
    words = torch.tensor(base.tensor("emb.word", base.sizes["VOC"], base.sizes["H"]))[list(known)]
    words -= words.mean(0)
    _, _, components = torch.pca_lowrank(words, q=size, center=False, niter=4)
    words = words @ components
    words *= SPREAD / words.std()
    layers = [Block(size, 4 * size, heads) for _ in range(blocks)]
    for block in layers:
        for linear in (block.attended, block.joined, block.inner, block.outer):
            nn.init.normal_(linear.weight, std=SPREAD_OF_WEIGHTS)
            nn.init.zeros_(linear.bias)
    places = torch.randn(base.sizes["MAXP"], size) * SPREAD_OF_PLACES
    vectors = nn.Embedding.from_pretrained(words, freeze=False)
    return Reader(vectors, places, layers, known, base.sizes["VOC"], BLANKED_OF_SMALL)


def of_network(network: Network, known: Sequence[int], number: int) -> Reader:
    """A small reader that goes on from what one has learned. ``known``: the numbers of its pieces among ``number`` of the
    base.
    """
    size = network.size
    vectors = torch.tensor(network.pieces.astype("float32") * network.worth[:, None])
    blocks = []
    for old in network.blocks:
        block = Block(size, len(old.inner.bias), old.heads)
        for name in ("attended", "joined", "inner", "outer"):
            take(getattr(block, name), getattr(old, name))
        for name in ("first_norm", "second_norm"):
            take(getattr(block, name), getattr(old, name))
        blocks.append(block)
    words = nn.Embedding.from_pretrained(vectors, freeze=False)
    found = Reader(words, torch.tensor(network.places), blocks, known, number, BLANKED_OF_SMALL)
    take(found.norm, network.norm)
    return found


def take(layer: nn.Linear | nn.LayerNorm, old: Linear | Norm) -> None:
    """Give a layer the weights of a learned one."""
    weight = (old.weights * old.worth).T if isinstance(old, Linear) else old.weight
    layer.weight.data, layer.bias.data = torch.tensor(weight).contiguous(), torch.tensor(old.bias)
