"""The training text: what may be used of the collected files, our own sentences, and English ones."""
import collections
import gzip
import os
import random
import re
import sys

# Classes of licence whose text may shape weights that are shipped; "nc", "none" and "other" may not.
ALLOWED = {'permissive', 'copyleft', 'share-alike'}

# Shops, tills and support desks are what the encoder is for: their pairs are drawn four times as often, and single words less often.
SHOPS = ('magento', 'bagisto', 'woocommerce', 'spree', 'solidus', 'opensourcepos', 'shopify', 'chatwoot', 'nusax', 'helpdesk', 'crm')
SHOP_WEIGHT = 4
HELD_OUT = 400

FILLINGS = {
    'item': ['shirt=kemeja', 'shoes=sepatu', 'bag=tas', 'phone=hp', 'blender=blender', 'bed sheet=sprei', 'dress=gaun', 'trousers=celana',
             'jacket=jaket', 'hijab=jilbab', 'batik shirt=baju batik', 'cup=gelas', 'coffee=kopi', 'lipstick=lipstik', 'watch=jam tangan',
             'sandals=sandal', 'wallet=dompet', 'toy=mainan', 'headset=headset', 'rice cooker=penanak nasi', 'fan=kipas angin',
             'lamp=lampu', 'mattress=kasur', 'serum=serum', 'laptop=laptop', 'charger=charger', 'knife=pisau', 'chair=kursi'],
    'bank': ['BCA', 'BRI', 'BNI', 'Mandiri', 'BSI', 'CIMB'],
    'wallet': ['GoPay', 'OVO', 'DANA', 'ShopeePay', 'LinkAja'],
    'courier': ['JNE', 'J&T', 'SiCepat', 'AnterAja', 'Pos Indonesia', 'Ninja', 'TIKI'],
    'city': ['Jakarta', 'Bandung', 'Surabaya', 'Medan', 'Makassar', 'Semarang', 'Denpasar=Bali', 'Palembang', 'Papua', 'Yogyakarta=Jogja',
             'Malang', 'Bekasi', 'Balikpapan', 'Pontianak'],
    'day': ['Monday=Senin', 'Tuesday=Selasa', 'Wednesday=Rabu', 'Thursday=Kamis', 'Friday=Jumat', 'Saturday=Sabtu', 'Sunday=Minggu'],
    'number': ['two=dua', 'three=tiga', 'four=empat', '5', '6', '7', '10', '12', '24'],
    'size': ['S', 'M', 'L', 'XL', 'XXL', '38', '40'],
    'color': ['red=merah', 'black=hitam', 'white=putih', 'blue=biru', 'green=hijau', 'grey=abu-abu', 'pink=pink', 'brown=coklat'],
}

Block = collections.namedtuple('Block', 'topic english indonesian')


def rows(folder, name):
    with gzip.open(os.path.join(folder, name + '.tsv.gz'), 'rt', encoding='utf8') as file:
        for line in file:
            row = line.rstrip('\n').split('\t')
            if row[0] in ALLOWED:
                yield row[1:]


def _tidy(text):
    return re.sub(r'\s+', ' ', re.sub(r'xxx\w+xxx', ' ', text)).strip()


def parallel(folder):
    """Pairs of English and Indonesian, each with how often it is drawn."""
    found = {}
    for source, english, indonesian in (row for row in rows(folder, 'parallel') if len(row) == 3):
        english, indonesian = _tidy(english), _tidy(indonesian)
        if 2 < len(english) < 140 and 2 < len(indonesian) <= 120 and english.lower() != indonesian.lower():
            shop = any(name in source.lower() for name in SHOPS)
            weight = (SHOP_WEIGHT if shop else 1) * (1 if len(indonesian.split()) < 3 else 2)
            found.setdefault((english, indonesian), (source, weight))
    return [(english, indonesian, source, weight) for (english, indonesian), (source, weight) in found.items()]


def apart(pairs):
    """The pairs to learn from, and those kept aside to see how far it is."""
    order = list(pairs)
    random.Random(7).shuffle(order)
    return order[HELD_OUT:], order[:HELD_OUT]


def informal(folder):
    return [(_tidy(row[1]), _tidy(row[2])) for row in rows(folder, 'informal') if len(row) == 3 and len(row[1]) < 200]


def intents(folder):
    """Groups of ways to ask the same thing."""
    groups = collections.defaultdict(dict)
    for row in rows(folder, 'intents'):
        if len(row) == 3 and 1 < len(row[2]) < 160:
            groups[row[1]][_tidy(row[2])] = None
    return [list(group) for group in groups.values() if len(group) > 1]


def slang(folder):
    """Slang words with what they mean, from the collected lists."""
    return [(row[1].lower().strip(), row[2].lower().strip()) for row in rows(folder, 'slang')
            if len(row) == 3 and row[1].strip().isalpha() and row[2].replace(' ', '').isalpha()]


def spelt_out(file):
    """Slang words with what they mean, from the product's own table."""
    found = []
    for line in open(file, encoding='utf8'):
        if '=' in line and not line.startswith('#'):
            written, spelt = line.split('=')
            found += [(word.strip(), spelt.strip()) for word in written.split(',') if ' ' not in word.strip()]
    return found


def entailed(folder):
    """Sentences that follow from one another and are of like length."""
    return [(row[1], row[2]) for row in rows(folder, 'paraphrase')
            if len(row) == 4 and row[3] == 'e' and len(row[1]) < 140 and len(row[2]) > 0.6 * len(row[1])]


def phrases(file):
    """Our own sentences, in blocks of one meaning."""
    topic, lines, blocks = '', [], []
    for line in [*open(file, encoding='utf8'), '']:
        line = line.strip()
        if line.startswith('# topic:'):
            topic = line[8:].strip()
        elif line and not line.startswith('#'):
            lines.append([way.strip() for way in line.split(' / ')])
        elif len(lines) == 2:
            blocks.append(Block(topic, *lines))
            lines = []
    return blocks


def fill(block, chance):
    """The block with one filling for each of its blanks: English ways, Indonesian ways."""
    filling = {}
    for blank, choices in FILLINGS.items():
        english, _, indonesian = chance.choice(choices).partition('=')
        filling[blank] = (english, indonesian or english)
    put = lambda ways, side: [re.sub(r'\{(\w+)\}', lambda m: filling[m[1]][side], way) for way in ways]
    return put(block.english, 0), put(block.indonesian, 1)


def english(folder):
    """English questions of customers, every third of two training files, without their labels (CC BY)."""
    found = []
    for name in ('banking77/train.tsv', 'clinc150/train.tsv'):
        found += [line.split('\t')[0].strip() for line in open(os.path.join(folder, name), encoding='utf8')][::3]
    return found


def sources(folder):
    """The rows of each source that may be learnt from, for the model card's table; long ones and doubles are still among them."""
    taken = collections.Counter()
    for name in ('parallel', 'intents', 'informal', 'slang', 'paraphrase'):
        with gzip.open(os.path.join(folder, name + '.tsv.gz'), 'rt', encoding='utf8') as file:
            for kind, source, *_ in (line.split('\t') for line in file):
                if kind in ALLOWED:
                    taken[name, source.split(':')[0], kind] += 1
    for (name, source, kind), count in sorted(taken.items(), key=lambda item: (item[0][0], -item[1])):
        yield f'| {name} | {source} | {kind} | {count:,} |'


if __name__ == '__main__':
    print('\n'.join(sources(*sys.argv[1:])))
