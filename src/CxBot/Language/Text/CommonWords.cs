using System.Collections.Frozen;

namespace CxBot.Language.Text;

/// <summary>
/// Everyday words of both languages. One that the knowledge does not have is news, not a slip: "resep" (recipe) must not be repaired to "reset".
/// </summary>
internal static class CommonWords
{
    private const string Table = """
        resep nasi goreng makan minum makanan minuman masak masakan sayur buah daging ayam ikan sapi kambing telur roti kue gula garam teh susu air api angin hujan panas dingin cuaca
        musim siang malam pagi sore jam menit detik hari minggu bulan tahun senin selasa rabu kamis jumat sabtu januari februari maret april mei juni juli agustus september oktober
        november desember rumah kamar dapur kantor sekolah kampus pasar toko bank hotel rumah sakit dokter obat sakit sehat mati hidup lahir anak ibu ayah bapak kakak adik nenek kakek
        suami istri teman pacar tetangga orang laki perempuan pria wanita bayi guru murid siswa mahasiswa polisi tentara petani sopir presiden menteri gubernur negara kota desa pulau
        laut sungai gunung hutan jalan jembatan mobil motor sepeda kereta pesawat kapal bus angkot bensin tiket stasiun bandara terminal hotel libur liburan wisata pantai kursi meja pintu
        jendela lampu lemari kasur bantal selimut baju celana sepatu sandal topi tas jaket kaos rok kacamata jam tangan cincin kalung buku pensil kertas surat koran majalah novel puisi
        lagu musik film video foto gambar warna merah biru hijau kuning hitam putih coklat ungu satu dua tiga empat lima enam tujuh delapan sembilan sepuluh ratus ribu juta besar kecil
        tinggi rendah panjang pendek berat ringan jauh dekat baru lama tua muda bagus jelek cantik ganteng pintar bodoh rajin malas senang sedih marah takut berani cepat lambat mudah sulit
        susah gampang benar salah baik buruk murah mahal kaya miskin penuh kosong bersih kotor basah kering keras lunak kuat lemah datang pergi pulang masuk keluar naik turun duduk berdiri
        tidur bangun mandi baca tulis dengar lihat bicara tanya jawab kerja main belajar ajar jual beli sewa pinjam bayar hitung buka tutup ambil taruh bawa kirim terima cari temu hilang
        cuci masak potong bakar goreng rebus tolong bantu coba mulai selesai lanjut henti tunggu ikut ajak undang cinta suka benci rindu lupa ingat tahu kenal pikir rasa percaya harap
        agama islam kristen hindu budha masjid gereja doa puasa lebaran natal sejarah budaya bahasa indonesia inggris jepang cina korea arab belanda jerman matematika fisika kimia biologi
        ekonomi politik hukum teknologi internet komputer laptop telepon televisi radio kamera baterai kabel listrik mesin saham bitcoin pajak gaji lowongan loker harga untung rugi hutang
        utang modal bisnis usaha pabrik gudang sawah kebun tanaman bunga pohon rumput binatang hewan kucing anjing burung kuda gajah sepak bola bulu tangkis basket voli renang lari menang
        kalah juara lomba hadiah artis penyanyi aktor sutradara ramalan zodiak mimpi jodoh nikah pernikahan cerai hamil melahirkan kepala rambut mata hidung mulut telinga gigi tangan kaki
        perut jantung darah tulang kulit batuk pilek demam pusing mual vitamin vaksin virus
        about after again all also always animal answer apple april august baby back bad bank bear beautiful bed best better big bird birthday black blood blue boat body book born bread
        brother brown build bus business butter cake call camera capital car cat chair cheap cheese chicken child children church city clean clock clothes cloud coffee cold color computer
        cook cool corn count country course cousin cup dance dark daughter day december dinner doctor dog door dream dress drink drive ear early earth east easy eat egg eight energy
        english europe evening exam eye face fact fall family famous farm fast father february feel fish five flag flight flower fly food foot football forest four france french friday
        friend fruit fun funny game garden germany girl glass god gold good grade grass gray great green hair hand happy hard hat head health hear heart heavy history holiday home horse
        hospital hot hotel hour house hundred husband ice idea island italy january japan job joke july june king kitchen know language laugh law learn left leg letter life light lion
        list little live lunch machine man map march market math meal meat meaning meet meeting milk million minute mirror monday money month moon morning mother mountain mouth movie
        music name nature near neck news night nine north november number nurse ocean october office oil orange page paint paper parent park party pen people phone picture pizza place
        plane plant play poem police poor president pretty queen question quick quiet radio rain read recipe red rice rich right river road room salt sand saturday school science sea
        season second seven shoe short sick sing sister six sky sleep slow small smart smoke snow soccer song soup south spain speak sport spring star station stone stop store story
        strong student sugar summer sun sunday swim table tall taxi tea teach teacher tell ten tennis test thousand three thursday ticket time today tomorrow tooth town train travel
        tree trip truck tuesday two uncle university usa vacation vegetable video village visit voice walk wall war watch water weather wednesday week west white wife wild win wind
        window wine winter woman wood word work world write year yellow yesterday young zoo
        """;

    private static readonly FrozenSet<string> Words = Table.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string word) => Words.Contains(word);
}
