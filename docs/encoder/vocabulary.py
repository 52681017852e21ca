"""Indonesian words and pieces beside BERT's, each starting where the words stand that translate it.

python3 vocabulary.py TEXT BASE OUT: TEXT the collected files, BASE the folder of all-MiniLM-L6-v2; writes OUT/vocab.txt and OUT/start.npy.
"""
import collections
import os
import random
import sys

import numpy as np

import texts
from bert import Pieces, load_base, numbers, words
from noise import misspell

HERE = os.path.dirname(os.path.abspath(__file__))
MOST_WORDS, MOST_PIECES = 15_000, 1_500
PREFIXES = ('meng', 'meny', 'mem', 'men', 'me', 'peng', 'peny', 'pem', 'pen', 'pe', 'ber', 'ter', 'per', 'di', 'ke', 'se', 'nge', 'ng')
ENDINGS = ('nya', 'kan', 'lah', 'kah', 'an', 'in', 'ku', 'mu', 'i')


def counted(pairs, others):
    """How often each Indonesian word is written, and in how many sources."""
    count, sources = collections.Counter(), collections.defaultdict(set)
    for text, source, weight in [(i, s, 1) for _, i, s, _ in pairs] + others:
        for word in words(text):
            count[word] += weight
            sources[word].add(source)
    return count, sources


def translations(pairs, rounds=6, most=30):
    """IBM Model 1 (Brown et al. 1993): of each Indonesian word, the English words that it stands for, with their shares."""
    together = collections.defaultdict(collections.Counter)
    once, other = collections.Counter(), collections.Counter()
    for english, indonesian in pairs:
        for word in set(indonesian):
            once[word] += 1
            together[word].update(set(english))
        other.update(set(english))
    share = {}
    for word, beside in together.items():
        dice = sorted(((2 * n / (once[word] + other[e]), e) for e, n in beside.items()), reverse=True)[:most]
        share[word] = {e: value for value, e in dice}
    for _ in range(rounds):
        gathered = collections.defaultdict(lambda: collections.defaultdict(float))
        for english, indonesian in pairs:
            for e in english:
                total = sum(share[word].get(e, 0) for word in indonesian) + 1e-3
                for word in indonesian:
                    if value := share[word].get(e):
                        gathered[word][e] += value / total
        share = {word: {e: v / sum(to.values()) for e, v in to.items()} for word, to in gathered.items()}
        share = collections.defaultdict(dict, share)
    return share, once


class Starts:
    """Where a new word's vector starts."""

    def __init__(self, vectors, pieces, share, once, slang):
        self.vectors, self.pieces, self.share, self.once, self.slang = vectors, pieces, share, once, slang
        self.kinds = collections.Counter()

    def of(self, word):
        vector, kind = self._find(word)
        self.kinds[kind] += 1
        return vector

    def translated(self, word):
        """Null where the pairs do not tell."""
        best = sorted(self.share[word].items(), key=lambda pair: -pair[1])[:4] if word in self.share else []
        if self.once[word] < 3 or not best or best[0][1] < 0.12:
            return None
        return sum(value * self._english(e) for e, value in best) / sum(value for _, value in best)

    def _find(self, word, depth=0):
        if (vector := self.translated(word)) is not None:
            return vector, 'translated'
        if word in self.slang and depth < 2:
            return np.mean([self._find(spelt, depth + 1)[0] for spelt in words(self.slang[word])], 0), 'slang'
        for stem in stems(word):
            if (vector := self.translated(stem)) is not None:
                return vector, 'stem'
        return self._english(word), 'pieces'

    def _english(self, word):
        return self.vectors[self.pieces.of_word(word)].mean(0)


def stems(word):
    ends = [word] + [word[:-len(e)] for e in ENDINGS if word.endswith(e)]
    for stem in ends + [w[len(p):] for w in ends for p in PREFIXES if w.startswith(p)]:
        if len(stem) >= 3 and stem != word:
            yield stem


def consonants(word):
    return ''.join(c for c in word if c not in 'aeiou')


def main(text_folder, base_folder, out):
    base, vocabulary = load_base(base_folder)
    pairs, _ = texts.apart(texts.parallel(text_folder))
    blocks = [texts.fill(block, random.Random(i)) for block in texts.phrases(os.path.join(HERE, 'phrases.txt')) for i in range(4)]
    slang = dict(texts.slang(text_folder))
    slang.update(texts.spelt_out(os.path.join(HERE, '../../src/CxBot/Language/id/slang.txt')))
    others = [(way, 'phrases', 1) for _, ways in blocks for way in ways]
    others += [(way, 'intents', 2) for group in texts.intents(text_folder) for way in group]
    others += [(text, 'informal', 1) for pair in texts.informal(text_folder) for text in pair]
    others += [(text, 'entailed', 1) for pair in texts.entailed(text_folder) for text in pair]
    count, sources = counted(pairs, others)

    # The product takes whole words of the vocabulary for well spelt and repairs the others: what is a mere misspelling stays out.
    known = set(vocabulary)
    sloppy = {word for word, spelt in slang.items() if consonants(word) == consonants(spelt)}
    fits = lambda word: word not in known and word not in sloppy and word.isascii() and word.isalpha() and 2 <= len(word) <= 20
    new = [word for word, n in count.most_common() if fits(word) and (n >= 5 or (n >= 3 and len(sources[word]) > 1))][:MOST_WORDS]
    new += [word for word in slang if fits(word) and word not in set(new)]
    new = list(dict.fromkeys(new))

    # Pieces that rare and misspelt words are left with.
    chance = random.Random(3)
    whole = known | set(new)
    left = collections.Counter()
    for word, n in count.items():
        if word.isascii() and word.isalpha() and len(word) >= 4:
            for form in [word] * (word not in whole) + [misspell(word, chance) for _ in range(2)]:
                begin = next((end for end in range(len(form), 1, -1) if form[:end] in whole), 1)
                if 2 <= len(form) - begin <= 8:
                    left['##' + form[begin:]] += 1 + (n > 20)
    continued = [piece for piece, n in left.most_common() if piece not in known and n >= 4][:MOST_PIECES]

    lists = [([w for w in words(e)[:40]], [w for w in words(i)[:40]]) for e, i, _, _ in pairs]
    lists += [(words(e), words(i)) for english, indonesian in blocks for e in english for i in indonesian]
    share, once = translations([pair for pair in lists if pair[0] and pair[1]])
    vectors = numbers(base.word.weight)
    starts = Starts(vectors, Pieces(vocabulary), share, once, slang)
    added = [starts.of(word) for word in new] + [vectors[starts.pieces.of_word(piece[2:])].mean(0) for piece in continued]

    # BERT knows some Indonesian words as names or of another language ("bisa", "yang"): where hardly any English text has them, they move.
    english = collections.Counter(w for e, _, _, _ in pairs for w in words(e))
    vectors, moved = vectors.copy(), 0
    for number, word in enumerate(vocabulary):
        if word.isalpha() and len(word) > 1 and count[word] >= 20 and english[word] * 10 < count[word]:
            if (vector := starts.translated(word)) is not None:
                vectors[number], moved = vector, moved + 1

    os.makedirs(out, exist_ok=True)
    np.save(os.path.join(out, 'start.npy'), np.concatenate([vectors, np.stack(added)]).astype(np.float32))
    with open(os.path.join(out, 'vocab.txt'), 'w', encoding='utf8', newline='\n') as file:
        file.write('\n'.join(vocabulary + new + continued) + '\n')
    print(len(new), 'words', dict(starts.kinds), len(continued), 'pieces', moved, 'moved')
    for word in ('pesanan', 'barang', 'rusak', 'kembali', 'sandi', 'ongkir', 'yang', 'bisa'):
        print(word, [(e, round(v, 2)) for e, v in sorted(share[word].items(), key=lambda p: -p[1])[:3]])


if __name__ == '__main__':
    main(*sys.argv[1:])
