/** The demo's whole stock; a real shop has a database. */
export const products = [
  { id: 'teko', name: 'Teko Enamel Pandan', kind: 'Peralatan dapur', price: 189000, was: 229000, about: 'Teko enamel 1,2 liter, tutup rapat, aman untuk kompor gas dan induksi. Dilukis tangan di Tegal.', made: 'Tegal, Jawa Tengah', size: '1,2 liter, 820 gram' },
  { id: 'wajan', name: 'Wajan Besi Tempa', kind: 'Peralatan dapur', price: 245000, about: 'Ditempa satu per satu dan sudah dibumbui, siap untuk tumisan panas tinggi.', made: 'Klaten, Jawa Tengah', size: 'Diameter 30 cm' },
  { id: 'serbet', name: 'Serbet Tenun Lurik, isi 3', kind: 'Tekstil rumah', price: 96000, about: 'Katun lurik yang makin lembut setiap dicuci. Menyerap cepat, tidak berbulu.', made: 'Klaten, Jawa Tengah', size: '45 × 65 cm' },
  { id: 'bantal', name: 'Sarung Bantal Sumba', kind: 'Tekstil rumah', price: 159000, about: 'Motif tenun Sumba, katun tebal dengan ritsleting tersembunyi.', made: 'Waingapu, Sumba Timur', size: '45 × 45 cm' },
  { id: 'kopi', name: 'Kopi Gayo Natural 250 g', kind: 'Kopi & camilan', price: 118000, about: 'Arabika dari ketinggian 1.400 meter: jeruk, gula aren, cokelat. Disangrai setiap Selasa.', made: 'Takengon, Aceh', size: '250 gram, biji atau bubuk' },
  { id: 'keripik', name: 'Keripik Singkong Balado', kind: 'Kopi & camilan', price: 32000, was: 38000, about: 'Tipis, renyah, dan pedasnya pas. Tanpa pengawet, tahan tiga bulan.', made: 'Payakumbuh, Sumatera Barat', size: '200 gram' },
  { id: 'batik', name: 'Kain Batik Cap Kawung', kind: 'Batik', price: 275000, about: 'Batik cap motif kawung dengan pewarna indigo alami. Katun primisima.', made: 'Pekalongan, Jawa Tengah', size: '2,1 × 1,1 meter' },
  { id: 'kemeja', name: 'Kemeja Batik Parang', kind: 'Batik', price: 349000, about: 'Lengan pendek, potongan longgar, katun halus yang nyaman dipakai seharian.', made: 'Solo, Jawa Tengah', size: 'S, M, L, XL' }
];

export const rupiah = amount => `Rp${amount.toLocaleString('id-ID')}`;
