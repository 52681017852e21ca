"""Draws Indonesian to where the English model puts its translation, and leaves English where it was.

python3 train.py TEXT QUALITY BASE WORK [--hold N] [--sink N] [--stay N] [--begin CHECKPOINT]: TEXT and BASE as for vocabulary.py,
whose output WORK holds; QUALITY the folder of public question sets. Writes WORK/teacher.npy once, and a checkpoint every fifty steps.
"""
import argparse
import collections
import os
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import texts
from bert import Encoder, Pieces, load_base
from noise import Noise, plain

HERE = os.path.dirname(os.path.abspath(__file__))
HEAT = 0.05
RATE_OF_WORDS, RATE_OF_LAYERS, WARM = 1.5e-3, 1.5e-4, 20
PAIRS, OWN, GROUPS, INFORMAL, ENTAILED = 80, 28, 32, 12, 3


def arguments():
    parser = argparse.ArgumentParser()
    for name in ('text', 'quality', 'base', 'work'):
        parser.add_argument(name)
    parser.add_argument('--hold', type=int, default=650, help='steps at the full rate')
    parser.add_argument('--sink', type=int, default=250, help='steps in which it sinks to nothing')
    parser.add_argument('--stay', type=int, default=36, help='English texts of a step, which are to stay where they were')
    parser.add_argument('--begin', help='a checkpoint to go on from')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--threads', type=int, default=2)
    return parser.parse_args()


class Data:
    """What a step is drawn from: the same step of the same seed draws the same."""

    def __init__(self, text_folder, quality_folder, seed, stay):
        self.seed, self.stay = seed, stay
        self.pairs, self.aside = texts.apart(texts.parallel(text_folder))
        self.weights = np.cumsum([weight for *_, weight in self.pairs]).tolist()
        self.blocks = texts.phrases(os.path.join(HERE, 'phrases.txt'))
        self.topics = collections.defaultdict(list)
        for block in self.blocks:
            self.topics[block.topic].append(block)
        self.groups = texts.intents(text_folder)
        self.informal = texts.informal(text_folder)
        self.entailed = texts.entailed(text_folder)
        self.english = texts.english(quality_folder)
        spelt = texts.spelt_out(os.path.join(HERE, '../../src/CxBot/Language/id/slang.txt'))
        self.noise = Noise(texts.slang(text_folder) + spelt)

    def filled(self):
        """All that our own blocks may say in English."""
        return [way for block in self.blocks for i in range(12) for way in texts.fill(block, random.Random(i))[0]]

    def step(self, number):
        """To be drawn to a fixed vector: (text, English text whose vector it is); to be drawn together: (text, text)."""
        chance = random.Random(self.seed * 1_000_003 + number)
        write = lambda text, often=0.5: self.noise.write(text, chance) if chance.random() < often else plain(text, chance)
        own = lambda block: texts.fill(block, random.Random(chance.randrange(12)))
        fixed, together = [], []
        for english, indonesian, *_ in chance.choices(self.pairs, cum_weights=self.weights, k=PAIRS):
            fixed.append((write(indonesian), english))
        for block in chance.sample(self.blocks, OWN):
            english, indonesian = own(block)
            fixed.append((write(chance.choice(indonesian)), chance.choice(english)))
        half = self.stay // 2
        some = chance.sample(self.english, half)
        some += [self.pairs[chance.randrange(len(self.pairs))][0] for _ in range(half)]
        for english in some:
            noisy = chance.random() < 0.25
            fixed.append((self.noise.write(english, chance, own=False) if noisy else plain(english, chance), english))

        # Ten of our own 24 blocks are of one topic: near, and yet to be told apart.
        topic = self.topics[chance.choice(list(self.topics))]
        blocks = chance.sample(topic, min(len(topic), GROUPS // 3))
        blocks += chance.sample([b for b in self.blocks if b not in blocks], GROUPS * 3 // 4 - len(blocks))
        for block in blocks:
            english, indonesian = own(block)
            together.append(tuple(chance.sample(indonesian + indonesian + english, 2)))
        together += [tuple(chance.sample(group, 2)) for group in chance.sample(self.groups, GROUPS - len(blocks))]
        together = [(write(a, 0.6), write(b, 0.2)) for a, b in together]
        together += [(plain(a, chance), write(b, 0.2)) for a, b in chance.sample(self.informal, INFORMAL)]
        together += [(write(a), plain(b, chance)) for a, b in chance.sample(self.entailed, ENTAILED)]
        return fixed, together


def teacher(data, base_folder, work):
    """The English model's vectors of all English texts, kept in a file beside the texts."""
    wanted = {e for e, *_ in data.pairs + data.aside} | set(data.english) | set(data.filled())
    path, names = os.path.join(work, 'teacher.npy'), os.path.join(work, 'teacher.txt')
    kept = open(names, encoding='utf8').read().splitlines() if os.path.exists(names) else []
    if not wanted <= set(kept):
        kept = sorted(wanted)
        base, vocabulary = load_base(base_folder)
        with torch.no_grad(), torch.autocast('cpu', torch.bfloat16):
            vectors = base.encode(kept, Pieces(vocabulary))
        np.save(path, vectors.numpy().astype(np.float16))
        with open(names, 'w', encoding='utf8') as file:
            file.write('\n'.join(kept) + '\n')
    vectors = np.load(path)
    place = {text: i for i, text in enumerate(kept)}
    return lambda english: torch.tensor(vectors[[place[e] for e in english]].astype(np.float32))


def losses(encoder, pieces, fixed, together, vectors_of):
    count = len(fixed)
    vectors = encoder.encode([t for t, _ in fixed] + [a for a, _ in together] + [b for _, b in together], pieces)
    moved, left, right = vectors[:count], vectors[count:count + len(together)], vectors[count + len(together):]
    target = vectors_of([e for _, e in fixed])

    # Each text to its own target among all of the step, where targets that mean nearly the same count as nearly right.
    alike = target @ target.t()
    right_ones = 0.5 * torch.softmax(alike / HEAT, 1) + 0.5 * torch.eye(count)
    contrast = -(right_ones * torch.log_softmax(moved @ target.t() / HEAT, 1)).sum(1).mean()
    contrast = contrast + (right_ones * torch.log(right_ones + 1e-9)).sum(1).mean()
    distance = ((moved - target) ** 2).sum(1).mean()
    relations = ((moved @ moved.t() - alike) ** 2).mean()
    table, own = left @ right.t() / HEAT, torch.arange(len(together))
    meet = (F.cross_entropy(table, own) + F.cross_entropy(table.t(), own)) / 2
    return contrast, distance, relations, meet


def check(encoder, pieces, data, quality):
    """Of the pairs kept aside, how many find their translation; of dev questions, how many have one of their label nearest."""
    encode = lambda some: encoder.encode(some, pieces)
    with torch.no_grad(), torch.autocast('cpu', torch.bfloat16):
        english, indonesian = encode([e for e, *_ in data.aside]), encode([i for _, i, *_ in data.aside])
        found = (indonesian @ english.t()).argmax(1).eq(torch.arange(len(english))).float().mean().item()
        result = [('translation', found)]
        for name, few, dev in (('tegal', 5, 300), ('clinc150', 3, 300)):
            lines = lambda file: [line.rstrip('\n').split('\t') for line in open(os.path.join(quality, name, file), encoding='utf8')]
            chance, train = random.Random(5), collections.defaultdict(list)
            for text, label in lines('train.tsv'):
                train[label].append(text)
            ways = [(text, label) for label, all in train.items() for text in chance.sample(all, min(few, len(all)))]
            asked = lines('dev.tsv')
            asked = chance.sample(asked, min(dev, len(asked)))
            near = (encode([t for t, _ in asked]) @ encode([t for t, _ in ways]).t()).argmax(1)
            result.append((name, sum(ways[i][1] == label for i, (_, label) in zip(near, asked)) / len(asked)))
    return ' '.join(f'{name} {100 * value:.1f}' for name, value in result)


def main():
    given = arguments()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    data = Data(given.text, given.quality, given.seed, given.stay)
    print(len(data.pairs), 'pairs', len(data.blocks), 'blocks', len(data.groups), 'groups', len(data.informal), 'informal',
          len(data.entailed), 'entailed', len(data.english), 'English', flush=True)
    vectors_of = teacher(data, given.base, given.work)
    encoder, _ = load_base(given.base)
    with open(os.path.join(given.work, 'vocab.txt'), encoding='utf8') as file:
        pieces = Pieces(file.read().splitlines())
    start = torch.tensor(np.load(os.path.join(given.work, 'start.npy')))
    encoder.word = torch.nn.Embedding.from_pretrained(start, freeze=False, sparse=True)
    layers = [p for name, p in encoder.named_parameters() if name != 'word.weight']

    # A step has a twentieth of the words: only their vectors are touched.
    optimizers = [(torch.optim.SparseAdam([encoder.word.weight]), RATE_OF_WORDS), (torch.optim.AdamW(layers), RATE_OF_LAYERS)]
    step, steps, begun, seen = 0, given.hold + given.sink, time.time(), collections.deque(maxlen=50)
    if given.begin:
        kept = torch.load(given.begin)
        encoder.load_state_dict(kept['encoder'])
        for (optimizer, _), state in zip(optimizers, kept['optimizers']):
            optimizer.load_state_dict(state)
        step = kept['step']
    while step < steps:
        sunk = min(1, (step + 1) / WARM, (steps - step) / given.sink)
        for optimizer, rate in optimizers:
            optimizer.param_groups[0]['lr'] = rate * sunk
            optimizer.zero_grad()
        fixed, together = data.step(step)
        with torch.autocast('cpu', torch.bfloat16):
            contrast, distance, relations, meet = losses(encoder, pieces, fixed, together, vectors_of)
        (contrast + distance + 10 * relations + 1.5 * meet).backward()
        torch.nn.utils.clip_grad_norm_(layers, 1.0)
        for optimizer, _ in optimizers:
            optimizer.step()
        step += 1
        seen.append([contrast.item(), distance.item(), relations.item(), meet.item()])
        if step % 20 == 0:
            print(f'{(time.time() - begun) / 60:.1f} min step {step} ' + ' '.join(f'{v:.4f}' for v in np.mean(seen, 0)), flush=True)
        if step % 50 == 0 or step == steps:
            kept = {'encoder': encoder.state_dict(), 'optimizers': [o.state_dict() for o, _ in optimizers], 'step': step}
            torch.save(kept, os.path.join(given.work, 'checkpoint.tmp'))
            name = 'last.pt' if step == steps else f'step{step // 500 * 500}.pt'
            os.replace(os.path.join(given.work, 'checkpoint.tmp'), os.path.join(given.work, name))
        if step % 300 == 0 or step == steps:
            print('     ', check(encoder, pieces, data, given.quality), flush=True)


if __name__ == '__main__':
    main()
