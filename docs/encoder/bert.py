"""The encoder in torch: BERT's pieces, its six layers, and how both are read from all-MiniLM-L6-v2."""
import itertools
import os
import unicodedata

import numpy as np
import onnx
import torch
import torch.nn as nn
import torch.nn.functional as F
from onnx import numpy_helper

SIZE, HEADS, LAYERS, INNER, POSITIONS = 384, 12, 6, 1536, 512
UNKNOWN, START, END = 100, 101, 102


def words(text):
    """BERT's words of a text: lower case, no accents, each mark on its own."""
    found, word = [], ''
    for c in unicodedata.normalize('NFD', text.lower()):
        kind = unicodedata.category(c)
        if kind == 'Mn':
            continue
        mark = kind[0] == 'P' or (c.isascii() and not c.isalnum() and c.isprintable() and c != ' ')
        if not (mark or c.isspace() or kind[0] == 'C'):
            word += c
            continue
        if word:
            found.append(word)
            word = ''
        if mark:
            found.append(c)
    return found + [word] if word else found


class Pieces:
    """WordPiece: of each word the longest known beginning, then the longest known continuations."""

    def __init__(self, vocabulary):
        self.number = {piece: i for i, piece in enumerate(vocabulary)}
        self.known = {}

    def of_word(self, word):
        if word not in self.known:
            self.known[word] = self._split(word)
        return self.known[word]

    def _split(self, word):
        ids, at = [], 0
        while at < len(word):
            for end in range(len(word), at, -1):
                piece = word[at:end] if at == 0 else '##' + word[at:end]
                if piece in self.number:
                    ids.append(self.number[piece])
                    at = end
                    break
            else:
                return [UNKNOWN]
        return ids

    def read(self, text, most=48):
        ids = [START]
        for word in words(text):
            ids += self.of_word(word)
        return ids[:most - 1] + [END]


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.attend = nn.Linear(SIZE, 3 * SIZE)
        self.join = nn.Linear(SIZE, SIZE)
        self.norm1 = nn.LayerNorm(SIZE, eps=1e-12)
        self.widen = nn.Linear(SIZE, INNER)
        self.narrow = nn.Linear(INNER, SIZE)
        self.norm2 = nn.LayerNorm(SIZE, eps=1e-12)

    def forward(self, x, groups):
        seen = []
        for tokens, (texts, length) in zip(self.attend(x).split([n * length for n, length in groups]), groups):
            q, k, v = tokens.view(texts, length, 3, HEADS, SIZE // HEADS).permute(2, 0, 3, 1, 4)
            weights = torch.softmax(q @ k.transpose(-1, -2) / (SIZE // HEADS) ** 0.5, -1)
            seen.append((weights @ v).transpose(1, 2).reshape(-1, SIZE))
        x = self.norm1(x + self.join(torch.cat(seen)))
        return self.norm2(x + self.narrow(F.gelu(self.widen(x))))


class Encoder(nn.Module):
    def __init__(self, pieces):
        super().__init__()
        self.word = nn.Embedding(pieces, SIZE)
        self.position = nn.Embedding(POSITIONS, SIZE)
        self.norm = nn.LayerNorm(SIZE, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids):
        """Vectors of length one, of texts in order of their length: those of one length stand together, so that nothing is filled up."""
        groups = [(len(list(same)), length) for length, same in itertools.groupby(len(text) for text in ids)]
        places = torch.tensor([place for text in ids for place in range(len(text))])
        x = self.norm(self.word(torch.tensor([i for text in ids for i in text])) + self.position(places))
        for layer in self.layers:
            x = layer(x, groups)
        parts = x.float().split([n * length for n, length in groups])
        means = [part.view(*group, SIZE).mean(1) for part, group in zip(parts, groups)]
        return F.normalize(torch.cat(means), dim=-1)

    def encode(self, texts, pieces, at_once=256):
        """Vectors of length one."""
        ids = [pieces.read(text) for text in texts]
        order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
        parts = [self([ids[i] for i in order[start:start + at_once]]) for start in range(0, len(order), at_once)]
        back = torch.empty(len(order), dtype=torch.long)
        back[torch.tensor(order)] = torch.arange(len(order))
        return torch.cat(parts)[back]


def load_base(folder):
    """all-MiniLM-L6-v2 from its model.onnx and vocab.txt: the encoder and its pieces."""
    graph = onnx.load(os.path.join(folder, 'model.onnx')).graph
    value = {t.name: torch.tensor(numpy_helper.to_array(t)) for t in graph.initializer}
    with open(os.path.join(folder, 'vocab.txt'), encoding='utf8') as file:
        vocabulary = file.read().splitlines()
    encoder = Encoder(len(vocabulary))
    encoder.word.weight.data = value['embeddings.word_embeddings.weight']
    # Every text is of the first kind: its vector may as well stand in each position's.
    encoder.position.weight.data = (
        value['embeddings.position_embeddings.weight'] + value['embeddings.token_type_embeddings.weight'][0])
    encoder.norm.load_state_dict(_norm(value, 'embeddings.LayerNorm'))

    # The weights of its products have no names but stand in order: query, key, value, output, widen, narrow of each layer.
    products = [value[name].t() for node in graph.node if node.op_type == 'MatMul' for name in node.input if name in value]
    for i, layer in enumerate(encoder.layers):
        q, k, v, join, widen, narrow = products[6 * i:6 * i + 6]
        at = f'encoder.layer.{i}.'
        bias = lambda name: value[f'{at}{name}.bias']
        heads = [bias(f'attention.self.{name}') for name in ('query', 'key', 'value')]
        layer.attend.load_state_dict({'weight': torch.cat([q, k, v]), 'bias': torch.cat(heads)})
        layer.join.load_state_dict({'weight': join, 'bias': bias('attention.output.dense')})
        layer.widen.load_state_dict({'weight': widen, 'bias': bias('intermediate.dense')})
        layer.narrow.load_state_dict({'weight': narrow, 'bias': bias('output.dense')})
        layer.norm1.load_state_dict(_norm(value, at + 'attention.output.LayerNorm'))
        layer.norm2.load_state_dict(_norm(value, at + 'output.LayerNorm'))
    return encoder, vocabulary


def _norm(value, name):
    return {'weight': value[name + '.weight'], 'bias': value[name + '.bias']}


def numbers(parameter):
    return parameter.detach().numpy().astype(np.float32)
