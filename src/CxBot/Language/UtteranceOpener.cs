using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace CxBot.Language;

/// <summary>
/// What comes before a question, or asks about the bot itself. Told by closed tables and shape: every word must be among those that carry no subject, so that one word of a
/// subject ("min mau tanya ongkir") makes it a question again.
/// </summary>
internal static partial class UtteranceOpener
{
    /// <summary>Says that a question follows, that help is wanted, or, as advertisements let people say, that more is to be told about "this".</summary>
    private static readonly FrozenSet<string> Asking = Words("""
        tanya bertanya nanya menanyakan tanyakan ditanyakan tanyain nanyain pertanyaan konsultasi berkonsultasi konsul naros tumaros tanglet nangled takon takok takeun
        info infonya informasi informasinya keterangan bantu bantuin bantuan bantuannya dibantu membantu dibantuin tolong menolong tertarik berminat minat iklan iklannya
        ask asking question questions query inquire enquire inquiry enquiry wondering help assist assistance info information details interested ad advert minute moment
        """);

    /// <summary>Stands around those and has no subject of its own.</summary>
    private static readonly FrozenSet<string> Around = Words("""
        mau ingin hendak pengin boleh bolehkah bisa bisakah izin ijin numpang nunut ikut minta mohon ada adakah punya perlu butuh saya kami kita kamu anda kalian sesuatu beberapa sebentar dulu lagi saja
        sini di ke dari dengan sama buat untuk yang apakah kah tentang soal mengenai seputar hal langsung sedikit banyak mendapatkan dapatkan dapat kasih beri selengkapnya lengkap lengkapnya lebih lanjut
        detail detailnya dan lihat melihat facebook instagram fb ig tiktok google maaf ganggu mengganggu waktu
        nuwun bade badhe arep ajeng hoyong nyuwun nyuwunkeun kulo kula abdi urang amit sewu sampurasun monggo mangga tiasa saged iso
        can could may might would like id ill want need have got get give me my we us to of for about on in at if not mind please just quick quickly short small few some something anything more full further
        do am are this that these here from with or and know saw see one would ok okay excuse sorry bother
        """);

    /// <summary>What a bot does, or is.</summary>
    private static readonly FrozenSet<string> Able = Words("""
        lakukan melakukan kerjakan ngapain bantu bantuin dibantu membantu jawab menjawab dijawab tanya nanya bertanya ditanya ditanyakan tanyakan fungsi fungsinya fungsimu guna gunanya kegunaan kegunaannya
        pakai memakai layanan layananmu bot botnya chatbot robot asisten asistennya chat chatnya
        help answer ask work works function functions purpose services bot chatbot assistant chat
        """);

    private static readonly FrozenSet<string> What = Words("apa what how bagaimana");

    private static readonly FrozenSet<string> Who = Words("siapa who nama namanya namamu name");

    private static readonly FrozenSet<string> List = Words("menu menunya topik topiknya topic topics pilihan pilihannya options option fitur fiturnya features kategori categories");

    private static readonly FrozenSet<string> Beside = Words("""
        utama awal main tampilkan tampilin tunjukkan lihat show see list daftar daftarnya pertanyaan tersedia available semua all cara kerja kerjanya gunakan menggunakan
        do does use used am talking speaking chatting
        """);

    /// <param name="plain">From <see cref="UtteranceText.Plain"/>.</param>
    /// <param name="isEmpty">Whether a word greets, addresses or fills.</param>
    /// <returns>What the whole message is; null where it says anything else.</returns>
    public static SmallTalk? Find(string plain, Func<string, bool> isEmpty)
    {
        plain = BeforeBuying().Replace(plain, " ");
        if (Done().IsMatch(plain) || (Thanks().IsMatch(plain) && !Requests().IsMatch(plain))) return null;
        string[] words = plain.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (WellBeing().IsMatch(plain)) return WellBeing().Replace(plain, " ").Split(' ', StringSplitOptions.RemoveEmptyEntries).All(isEmpty) ? SmallTalk.HowAreYou : null;
        if (IsAboutBot(plain, words, isEmpty)) return SmallTalk.AboutBot;
        return words.Any(Asking.Contains) && words.All(w => Asking.Contains(w) || Around.Contains(w) || isEmpty(w)) ? SmallTalk.Opener : null;
    }

    private static bool IsAboutBot(string plain, string[] words, Func<string, bool> isEmpty)
    {
        if (words.Any(w => w is "bantuan" or "help") && words.All(isEmpty)) return true;
        if (!words.All(w => Able.Contains(w) || What.Contains(w) || Who.Contains(w) || List.Contains(w) || Beside.Contains(w) || Around.Contains(w) || isEmpty(w))) return false;
        return words.Any(Who.Contains) || words.Any(List.Contains) || (words.Any(What.Contains) && words.Any(Able.Contains)) || WhatItCan().IsMatch(plain);
    }

    private static FrozenSet<string> Words(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(@" (bisa( kamu| anda| bot| lakukan)? apa|apa (saja )?(yang )?(kamu |anda )?bisa( kamu| anda)? (lakukan|kerjakan)|what (can|do|does) (you|this|it)|daftar pertanyaan) ", RegexOptions.CultureInvariant)]
    private static partial Regex WhatItCan();

    [GeneratedRegex(@" (tidak (ada|punya|jadi|perlu|butuh|usah)|belum ada|no (more |further |other )?(questions?|help)|do not (have|need)|sudah (di|mem|ter)?(bantu|jawab)|(sangat|very) (membantu|helpful)) ", RegexOptions.CultureInvariant)]
    private static partial Regex Done();

    [GeneratedRegex(@" (makasih|makasi|mksh|mksih|kasih|terimakasih|trimakasih|thanks?|thankyou|thx|tq|ty|trims|nuhun|suwun) ", RegexOptions.CultureInvariant)]
    private static partial Regex Thanks();

    [GeneratedRegex(@" (tanya|nanya|bertanya|menanyakan|tanyakan|pertanyaan|ask|questions?|minta|mohon|tolong|butuh|perlu|need|nuwun) ", RegexOptions.CultureInvariant)]
    private static partial Regex Requests();

    [GeneratedRegex(@" (sebelum|before) (saya |i )?(order\w*|pesan\w*|beli|belanja|checkout|buy\w*) ", RegexOptions.CultureInvariant)]
    private static partial Regex BeforeBuying();

    [GeneratedRegex(@" (apa kabar(nya)?|bagaimana kabar(nya|mu)?|how are (you|things)|how is it going|what is up|wassup|sup|how do you do) ", RegexOptions.CultureInvariant)]
    private static partial Regex WellBeing();
}
