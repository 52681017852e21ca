"""Writes the encoder small: eight bits where torch had thirty-two.

python3 export.py CHECKPOINT WORK OUT: WORK/vocab.txt with the checkpoint becomes OUT/model.onnx with its weights in
OUT/model.onnx.data, which ONNX Runtime maps into memory instead of copying it, OUT/vocab.txt and OUT/tokenizer_config.json.

Word vectors are bytes with one scale for each piece. The layers' products are of bytes too (MatMulInteger): each weight column has a scale,
and so has each token's row, found while it runs. A scale for each row keeps more than the usual one for a whole batch, and a text's vector
does not depend on what stands in the batch beside it. A few of a row's numbers are far larger than the others and would leave those no
steps: half of what sets them apart goes into the weights (SmoothQuant, Xiao et al. 2022).
"""
import json
import os
import sys

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

import texts
from bert import HEADS, SIZE, Encoder, Pieces, numbers

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = 'model.onnx.data'

# Seven bits of eight: processors without VNNI add two products in sixteen bits, which the eighth would overflow.
WEIGHT_MOST, WORD_MOST = 63, 127


class Graph:
    def __init__(self):
        self.nodes, self.values, self.count = [], [], 0

    def value(self, array, name=None):
        self.count += 1
        name = name or f'value{self.count}'
        self.values.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, kind, *inputs, outputs=1, name=None, **attributes):
        self.count += 1
        names = [name] if name else [f'{kind}{self.count}_{i}' for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names[0] if outputs == 1 else names

    def number(self, value, kind=np.float32):
        return self.value(np.array(value, kind))


def steps_of(weight, most):
    """Each row as whole numbers up to most, and its scale: of a few, the one that loses least."""
    top = np.abs(weight).max(1, keepdims=True)
    best, best_loss = top, np.full_like(top, np.inf)
    for share in (1.0, 0.95, 0.9, 0.85, 0.8, 0.75):
        scale = np.maximum(top * share / most, 1e-12)
        loss = ((np.clip(np.round(weight / scale), -most, most) * scale - weight) ** 2).sum(1, keepdims=True)
        best, best_loss = np.where(loss < best_loss, scale, best), np.minimum(loss, best_loss)
    return np.clip(np.round(weight / best), -most, most).astype(np.int8), best.astype(np.float32)


def largest(encoder, pieces, probe):
    """Of each place of each product's input, the largest number that the texts bring there."""
    tops, watched = {}, []
    for layer in encoder.layers:
        for linear in (layer.attend, layer.widen, layer.narrow):
            def look(linear, given):
                top = given[0].flatten(0, -2).abs().amax(0)
                tops[linear] = torch.maximum(tops.get(linear, top), top)
            watched.append(linear.register_forward_pre_hook(look))
    with torch.no_grad():
        encoder.encode(probe, pieces)
    for hook in watched:
        hook.remove()
    return {linear: numbers(top) for linear, top in tops.items()}


class Writer:
    def __init__(self, tops):
        self.g, self.tops = Graph(), tops
        g = self.g
        self.zero = g.number(128, np.uint8)
        self.middle, self.most, self.least = g.number(128.5), g.number(127), g.number(1e-9)

    def rows(self, x):
        """Each token's numbers as bytes around 128, and their scales. Cutting off 128.5 + x rounds x."""
        g = self.g
        top = g.node('Max', g.node('ReduceMax', g.node('Abs', x), axes=[-1], keepdims=1), self.least)
        steps = g.node('Mul', x, g.node('Div', self.most, top))
        return g.node('Cast', g.node('Add', steps, self.middle), to=TensorProto.UINT8), g.node('Div', top, self.most)

    def linear(self, x, layer, factor=None):
        g = self.g
        weight, bias = numbers(layer.weight), numbers(layer.bias)
        if layer in self.tops:
            share = np.sqrt(np.maximum(self.tops[layer], 1e-5) / np.maximum(np.abs(weight).max(0), 1e-5))
            share = (share / np.exp(np.log(share).mean())).astype(np.float32)
            x, weight = g.node('Mul', x, g.value(1 / share)), weight * share
        steps, scale = steps_of(weight, WEIGHT_MOST)
        scale = scale[:, 0]
        if factor is not None:
            scale, bias = scale * factor, bias * factor
        bytes_, row = self.rows(x)
        product = g.node('Cast', g.node('MatMulInteger', bytes_, g.value(steps.T), self.zero), to=TensorProto.FLOAT)
        return g.node('Add', g.node('Mul', g.node('Mul', product, row), g.value(scale)), g.value(bias))

    def norm(self, x, layer, name=None):
        g = self.g
        weights = g.value(numbers(layer.weight)), g.value(numbers(layer.bias))
        return g.node('LayerNormalization', x, *weights, axis=-1, epsilon=1e-12, name=name)

    def words(self, encoder):
        g = self.g
        steps, scale = steps_of(numbers(encoder.word.weight), WORD_MOST)
        found = g.node('Cast', g.node('Gather', g.value(steps, 'words'), 'input_ids'), to=TensorProto.FLOAT)
        found = g.node('Mul', found, g.node('Gather', g.value(scale, 'word_scales'), 'input_ids'))
        length = g.node('Gather', g.node('Shape', 'input_ids'), g.number([1], np.int64))
        first = g.number([0], np.int64)
        position = g.node('Slice', g.value(numbers(encoder.position.weight), 'positions'), first, length, first)
        return self.norm(g.node('Add', found, position), encoder.norm)

    def hidden(self):
        g = self.g
        mask = g.node('Unsqueeze', g.node('Cast', 'attention_mask', to=TensorProto.FLOAT), g.number([1, 2], np.int64))
        return g.node('Mul', g.node('Sub', g.number(1), mask), g.number(-1e4))

    def layer(self, x, layer, hidden, name=None):
        g, part = self.g, SIZE // HEADS
        # The query's root of the head size goes into its weights.
        factor = np.concatenate([np.full(SIZE, part ** -0.5), np.ones(2 * SIZE)]).astype(np.float32)
        joined = self.linear(x, layer.attend, factor)
        split = g.node('Split', joined, g.number([SIZE] * 3, np.int64), axis=-1, outputs=3)
        heads = [g.node('Reshape', p, g.number([0, 0, HEADS, part], np.int64)) for p in split]
        q, v = (g.node('Transpose', heads[i], perm=[0, 2, 1, 3]) for i in (0, 2))
        k = g.node('Transpose', heads[1], perm=[0, 2, 3, 1])
        weights = g.node('Softmax', g.node('Add', g.node('MatMul', q, k), hidden), axis=-1)
        seen = g.node('Transpose', g.node('MatMul', weights, v), perm=[0, 2, 1, 3])
        seen = g.node('Reshape', seen, g.number([0, 0, SIZE], np.int64))
        x = self.norm(g.node('Add', x, self.linear(seen, layer.join)), layer.norm1)
        return self.norm(g.node('Add', x, self.linear(self.gelu(self.linear(x, layer.widen)), layer.narrow)), layer.norm2, name)

    def gelu(self, x):
        g = self.g
        bent = g.node('Add', g.node('Erf', g.node('Div', x, g.number(2 ** 0.5))), g.number(1))
        return g.node('Mul', g.node('Mul', x, bent), g.number(0.5))

    def model(self, encoder):
        x, hidden = self.words(encoder), self.hidden()
        for i, layer in enumerate(encoder.layers):
            x = self.layer(x, layer, hidden, 'last_hidden_state' if i == len(encoder.layers) - 1 else None)
        tensor = helper.make_tensor_value_info
        graph = helper.make_graph(
            self.g.nodes, 'encoder',
            [tensor(name, TensorProto.INT64, ['batch', 'length']) for name in ('input_ids', 'attention_mask')],
            [tensor('last_hidden_state', TensorProto.FLOAT, ['batch', 'length', SIZE])], self.g.values)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid('', 17)], ir_version=8, producer_name='docs/encoder')


def main(checkpoint, work, out):
    with open(os.path.join(work, 'vocab.txt'), encoding='utf8') as file:
        vocabulary = file.read()
    encoder = Encoder(len(vocabulary.splitlines()))
    encoder.load_state_dict(torch.load(checkpoint, map_location='cpu')['encoder'])
    os.makedirs(out, exist_ok=True)
    if os.path.exists(data := os.path.join(out, DATA)):
        os.remove(data)  # It would be written at its end.
    probe = [way for block in texts.phrases(os.path.join(HERE, 'phrases.txt')) for way in block.english[:1] + block.indonesian[:1]]
    model = Writer(largest(encoder, Pieces(vocabulary.splitlines()), probe)).model(encoder)
    onnx.checker.check_model(model)
    onnx.save_model(
        model, os.path.join(out, 'model.onnx'), save_as_external_data=True, location=DATA, size_threshold=1024, convert_attribute=False)
    with open(os.path.join(out, 'vocab.txt'), 'w', encoding='utf8', newline='\n') as file:
        file.write(vocabulary)
    with open(os.path.join(out, 'tokenizer_config.json'), 'w', encoding='utf8', newline='\n') as file:
        json.dump({'do_lower_case': True, 'model_max_length': 512}, file)
        file.write('\n')


if __name__ == '__main__':
    main(*sys.argv[1:])
