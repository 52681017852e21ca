using System.Collections.Frozen;

namespace CxBot.Language.Text;

/// <summary>Tells Indonesian from English by function words and everyday chat words. Pure.</summary>
public static class LanguageDetector
{
    private static readonly FrozenSet<string> Indonesian = FrozenSet.Create(
        "yang", "dan", "di", "ke", "dari", "saya", "aku", "kamu", "anda", "kami", "kita", "ini", "itu", "apa", "apakah", "bagaimana", "gimana", "gmn", "berapa", "brp",
        "kapan", "kenapa", "knp", "mengapa", "siapa", "mana", "dimana", "bisa", "bs", "tidak", "gak", "ga", "nggak", "ngga", "gk", "enggak", "tdk", "belum", "blm", "sudah",
        "udah", "udh", "sdh", "untuk", "utk", "dengan", "dgn", "atau", "juga", "jika", "kalau", "kalo", "klo", "karena", "tapi", "tp", "akan", "ada", "adalah", "mau", "pengen",
        "ingin", "harus", "boleh", "tolong", "tlg", "minta", "mohon", "dong", "deh", "sih", "kok", "nih", "ya", "yah", "lah", "kak", "min", "gan", "sis", "bang", "pak", "bu",
        "mas", "mbak", "aja", "saja", "lagi", "lg", "masih", "msh", "banget", "bgt", "lama", "cara", "caranya", "barang", "pesanan", "pesan", "uang", "duit", "dana", "kirim",
        "pengiriman", "bayar", "pembayaran", "toko", "beli", "nomor", "akun", "masuk", "keluar", "sampai", "nyampe", "sampe", "kembali", "balikin", "rusak", "salah", "hilang",
        "terima", "kasih", "makasih", "selamat", "pagi", "siang", "sore", "malam", "halo", "hai", "iya", "oke", "siap", "jam", "hari", "buka", "tutup", "ganti", "lupa", "sandi",
        "kata", "alamat", "ongkir", "gratis", "harga", "murah", "mahal", "orang", "manusia", "ngomong", "bicara", "jangan", "bukan", "sama", "pake", "pakai", "gue", "gw", "lu",
        "yg", "dgn", "trus", "terus", "jadi", "jd", "cek", "lacak", "kurir", "paket", "paketnya", "tukar", "tuker", "rekening", "nya", "presiden", "resep");

    private static readonly FrozenSet<string> English = FrozenSet.Create(
        "the", "a", "an", "and", "of", "to", "in", "on", "at", "for", "with", "from", "by", "is", "are", "was", "were", "be", "been", "do", "does", "did", "have", "has", "had",
        "i", "you", "he", "she", "it", "we", "they", "my", "your", "me", "our", "this", "that", "these", "those", "what", "which", "who", "when", "where", "why", "how", "can",
        "could", "would", "will", "should", "may", "not", "dont", "cant", "doesnt", "didnt", "isnt", "im", "ive", "ill", "no", "or", "if", "but", "there", "here", "get", "got",
        "want", "need", "please", "pls", "thanks", "thank", "hello", "hi", "hey", "good", "morning", "still", "any", "some", "about", "much", "many", "long", "just", "its",
        "package", "item", "items", "shipping", "deliver", "delivered", "delivery", "arrive", "arrived", "money", "pay", "paid", "payment", "return", "back", "change", "address",
        "password", "account", "human", "person", "someone", "talk", "speak", "agent", "help", "broken", "wrong", "lost", "buy", "your", "open", "hours", "free", "price", "track");

    /// <summary><c>id</c> or <c>en</c>; null where the words do not say.</summary>
    public static string? Detect(IReadOnlyList<string> words)
    {
        int indonesian = 0, english = 0;
        foreach (var word in words)
        {
            indonesian += Indonesian.Contains(word) || Slang.IsIndonesian(word) ? 1 : 0;
            english += English.Contains(word) ? 1 : 0;
        }

        // Indonesian chat borrows English nouns all day ("refund", "tracking order"); the other way round is rare.
        return indonesian == 0 && english == 0 ? null : indonesian >= english ? "id" : "en";
    }
}
