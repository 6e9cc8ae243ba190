"""MarianMT's mathematics in lean PyTorch: post-norm, static sinusoids, one tied embedding.

Parameters carry the names the hub's layout gives them, so exporting is writing `state_dict()`.
Shapes: B sentences, S source pieces, T target pieces, D model width, V vocabulary with `<pad>`.
"""

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True)
class Shape:
    """Sizes of a model; `vocabulary` counts `<pad>`, which is its last id."""

    vocabulary: int
    width: int = 256
    heads: int = 4
    feed_forward: int = 1024
    encoder_layers: int = 4
    decoder_layers: int = 2
    positions: int = 256


def sinusoids(positions: int, width: int) -> Tensor:
    """(positions, D): sines in the first half of the columns, cosines in the second."""
    angle = torch.arange(positions)[:, None] / torch.pow(
        10000, 2 * torch.arange(width // 2, dtype=torch.float64)[None] / width
    )
    return torch.cat([angle.sin(), angle.cos()], dim=1).float()


class Attention(nn.Module):
    """Multi-head attention; `weights` asks for the heads' log probabilities as well."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.k_proj = nn.Linear(width, width)
        self.v_proj = nn.Linear(width, width)
        self.q_proj = nn.Linear(width, width)
        self.out_proj = nn.Linear(width, width)

    def _split(self, x: Tensor) -> Tensor:
        batch, length, width = x.shape
        return x.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

    def forward(
        self, x: Tensor, memory: Tensor, mask: Tensor | None, causal: bool, weights: bool
    ) -> tuple[Tensor, Tensor | None]:
        """x (B, T, D), memory (B, S, D), mask (B, 1, 1, S) True where a piece may be seen."""
        if x is memory:
            joint = functional.linear(
                x,
                torch.cat([self.q_proj.weight, self.k_proj.weight, self.v_proj.weight]),
                torch.cat([self.q_proj.bias, self.k_proj.bias, self.v_proj.bias]),
            )
            query, key, value = (self._split(part) for part in joint.chunk(3, dim=-1))
        else:
            query = self._split(self.q_proj(x))
            joint = functional.linear(
                memory,
                torch.cat([self.k_proj.weight, self.v_proj.weight]),
                torch.cat([self.k_proj.bias, self.v_proj.bias]),
            )
            key, value = (self._split(part) for part in joint.chunk(2, dim=-1))
        heads = None
        if weights:
            score = query @ key.transpose(2, 3) / math.sqrt(query.shape[-1])
            if mask is not None:
                score = score.masked_fill(~mask, float("-inf"))
            heads = score.float().log_softmax(-1)
            out = heads.exp().to(value.dtype) @ value
        else:
            out = functional.scaled_dot_product_attention(
                query, key, value, attn_mask=mask, is_causal=causal
            )
        return self.out_proj(out.transpose(1, 2).flatten(2)), heads


class Layer(nn.Module):
    """One encoder layer, or with `cross` one decoder layer; each sublayer is normed after."""

    def __init__(self, shape: Shape, cross: bool) -> None:
        super().__init__()
        width = shape.width
        self.self_attn = Attention(width, shape.heads)
        self.self_attn_layer_norm = nn.LayerNorm(width)
        if cross:
            self.encoder_attn = Attention(width, shape.heads)
            self.encoder_attn_layer_norm = nn.LayerNorm(width)
        self.fc1 = nn.Linear(width, shape.feed_forward)
        self.fc2 = nn.Linear(shape.feed_forward, width)
        self.final_layer_norm = nn.LayerNorm(width)

    def forward(
        self,
        x: Tensor,
        mask: Tensor | None,
        dropout: float,
        memory: Tensor | None = None,
        weights: bool = False,
    ) -> tuple[Tensor, Tensor | None]:
        """x (B, length, D) → the same shape, and the cross attention's log probabilities
        (B, heads, T, S) if `weights` asks for them."""
        heads = None
        decoding = memory is not None
        y, _ = self.self_attn(x, x, None if decoding else mask, decoding, False)
        x = self.self_attn_layer_norm(x + functional.dropout(y, dropout, self.training))
        if memory is not None:
            y, heads = self.encoder_attn(x, memory, mask, False, weights)
            x = self.encoder_attn_layer_norm(x + functional.dropout(y, dropout, self.training))
        y = self.fc2(functional.relu(self.fc1(x)))
        return self.final_layer_norm(x + functional.dropout(y, dropout, self.training)), heads


class Stack(nn.Module):
    """The layers of an encoder or a decoder."""

    def __init__(self, shape: Shape, layers: int, cross: bool) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(shape, cross) for _ in range(layers))


class Body(nn.Module):
    """The tied embedding and both stacks, under the hub's names."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shared = nn.Embedding(shape.vocabulary, shape.width)
        self.encoder = Stack(shape, shape.encoder_layers, cross=False)
        self.decoder = Stack(shape, shape.decoder_layers, cross=True)


class Marian(nn.Module):
    """`forward` gives the decoder's states; logits are left to the loss, which may sample."""

    final_logits_bias: nn.Parameter
    positions: Tensor

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape, self.dropout = shape, dropout
        self.model = Body(shape)
        self.final_logits_bias = nn.Parameter(torch.zeros(1, shape.vocabulary))
        self.register_buffer("positions", sinusoids(shape.positions, shape.width), persistent=False)
        self._initialise()

    def _initialise(self) -> None:
        """Xavier, with smaller outputs (the deeper the smaller) so that post-norm stays stable.

        Cross attention begins as the identity: a decoder position looks at its own place in the
        source and hands on what stands there, which the tied embedding then reads as its
        translation. It is a word-for-word dictionary from the first step on.
        """
        depth = self.shape.encoder_layers + self.shape.decoder_layers
        for name, parameter in self.named_parameters():
            if name.endswith("shared.weight"):
                nn.init.normal_(parameter, std=self.shape.width**-0.5)
            elif parameter.dim() == 2 and ".layers." in name:
                small = any(part in name for part in ("v_proj", "out_proj", "fc1", "fc2"))
                nn.init.xavier_uniform_(parameter, (8 * depth) ** -0.25 if small else 1.0)
                if "encoder_attn" in name:
                    nn.init.eye_(parameter)
            elif name.endswith("bias") and parameter.dim() == 1:
                nn.init.zeros_(parameter)
        with torch.no_grad():
            self.model.shared.weight[-1] = 0

    def embed(self, ids: Tensor) -> Tensor:
        """ids (B, length) → (B, length, D): scaled embedding plus position."""
        x = functional.embedding(ids, self.model.shared.weight) * math.sqrt(self.shape.width)
        x = x + self.positions[: ids.shape[1]].to(x.dtype)
        return functional.dropout(x, self.dropout, self.training)

    def encode(self, source: Tensor) -> tuple[Tensor, Tensor]:
        """source (B, S) ids → states (B, S, D) and mask (B, 1, 1, S)."""
        mask = (source != self.shape.vocabulary - 1)[:, None, None, :]
        x = self.embed(source)
        for layer in self.model.encoder.layers:
            x, _ = layer(x, mask, self.dropout)
        return x, mask

    def decode(
        self, memory: Tensor, mask: Tensor, target: Tensor, weights: bool = False
    ) -> tuple[Tensor, Tensor | None]:
        """target (B, T) ids, starting with `<pad>` → states (B, T, D) and the last layer's
        cross attention as log probabilities (B, heads, T, S), if asked for."""
        x = self.embed(target)
        heads = None
        for number, layer in enumerate(self.model.decoder.layers, start=1):
            last = number == len(self.model.decoder.layers)
            x, heads = layer(x, mask, self.dropout, memory, weights and last)
        return x, heads

    def forward(
        self, source: Tensor, target: Tensor, weights: bool = False
    ) -> tuple[Tensor, Tensor | None]:
        """What `decode` gives for `source` (B, S) and `target` (B, T)."""
        memory, mask = self.encode(source)
        return self.decode(memory, mask, target, weights)

    def logits(self, states: Tensor) -> Tensor:
        """states (…, D) → (…, V)."""
        return functional.linear(states, self.model.shared.weight, self.final_logits_bias[0])
