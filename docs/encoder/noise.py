"""Writes as customers do on a phone: the product's own misspellings (Language/Text/Typos.cs), slang, particles, forms of address."""
import string

LETTERS = string.ascii_lowercase
BEFORE = ['kak', 'min', 'halo', 'permisi', 'mau tanya', 'halo kak', 'gan', 'maaf', 'tolong', 'sis']
AFTER = ['kak', 'min', 'dong', 'ya', 'nih', 'sih', 'gan', 'sis', 'mohon bantuannya', 'tolong', 'deh', 'kok', 'ya kak', 'makasih', 'thanks']


class Noise:
    def __init__(self, slang):
        """slang: pairs of a word as written and as spelt."""
        self.ways = {}
        for written, spelt in slang:
            self.ways.setdefault(spelt, []).append(written)

    def write(self, text, chance, typos=0.2, own=True):
        """The text as somebody in a hurry writes it; own: with Indonesian slang and particles."""
        result = []
        for word in plain(text, chance).split():
            bare = word.lower().strip('.,?!')
            if own and bare in self.ways and chance.random() < 0.3:
                word = chance.choice(self.ways[bare])
            elif len(bare) >= 4 and bare.isalpha() and chance.random() < typos:
                word = misspell(bare, chance)
            elif own and bare.isalpha() and chance.random() < 0.03:
                word = bare + bare[-1] * chance.randint(1, 3)
            result.append(word)
        if own and chance.random() < 0.25:
            result.append(chance.choice(AFTER))
        if own and chance.random() < 0.15:
            result.insert(0, chance.choice(BEFORE))
        return ' '.join(result)


def plain(text, chance):
    """Half of the texts without marks: the product gives words alone."""
    if chance.random() < 0.5:
        return text
    return ' '.join(''.join(c if c.isalnum() else '' if c in "'’" else ' ' for c in text).split()) or text


def misspell(word, chance):
    """The first and the last letter are what people get right."""
    at = chance.randrange(1, len(word) - 1)
    kind = chance.randrange(5)
    if kind == 0:
        return word[:at] + word[at + 1:]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2:
        return word[:at] + word[at + 1] + word[at] + word[at + 2:]
    if kind == 3:
        return word[:at] + chance.choice(LETTERS) + word[at + 1:]
    return word[0] + ''.join(c for c in word[1:] if c not in 'aeiou')
