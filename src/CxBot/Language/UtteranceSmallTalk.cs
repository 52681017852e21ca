using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Text;
using CxBot.Language.Text;

namespace CxBot.Language;

/// <summary>Greetings, thanks, goodbyes and the like, and whether words are left beyond them.</summary>
internal static partial class UtteranceSmallTalk
{
    private const int MaxBesideThanks = 3;

    private static readonly FrozenDictionary<string, SmallTalk> Kinds = Table(
        (SmallTalk.Greeting, "halo hallo hallow hello hi hai hay hey hei hola pagi siang sore malam malem met assalamualaikum assalamu alaikum asalamualaikum samlekum salam permisi misi punten p ping tes test halloo helo morning afternoon evening greetings yo"),
        (SmallTalk.Thanks, "makasih makasi terimakasih trimakasih mksh mksih maksh makaci thanks thank thankyou thx tq ty tengkyu tengkiu trims nuhun suwun matur kasih trmksh"),
        (SmallTalk.Goodbye, "bye dadah dah byebye babay sampai_jumpa goodbye cya farewell"),
        (SmallTalk.Acknowledgement, "ok oke okeh okay okey oks okee sip siap sipp sippp baik baiklah mantap mantul noted ya iya iyaa yes yep yup yoi yap tidak enggak no nope benar betul setuju paham mengerti jelas understood great nice good cool perfect alright sure k oh ohh wah wow hehe haha wkwk wkwkwk hahaha hihi lol"));

    private static readonly FrozenSet<string> Fillers = FrozenSet.Create(
        "ya", "yah", "yaa", "dong", "deh", "sih", "kok", "nih", "kan", "lah", "min", "mimin", "admin", "kak", "kaka", "kakak", "gan", "agan", "sis", "bang", "bro", "mas", "mbak", "mba", "pak", "bu", "bos",
        "bot", "cs", "om", "guys", "semua", "selamat", "slamat", "good", "you", "u", "very", "so", "much", "a", "lot", "banyak", "sekali", "terima", "atas", "bantuan", "bantuannya", "infonya", "info", "informasinya",
        "informasi", "jawaban", "jawabannya", "responnya", "for", "your", "the", "help", "sudah", "dibantu", "bantu", "membantu", "kembali", "sama", "wr", "wb", "warahmatullahi", "wabarakatuh", "there", "to", "ada",
        "lagi", "itu", "saja", "cukup", "dulu", "all", "thats", "that", "is", "it", "see", "later", "have", "nice", "day", "sampai", "jumpa", "nanti", "kalau", "begitu", "dear", "sir", "tuhan", "tim", "team", "juga", "ini", "saya", "i");

    /// <summary>Who is spoken to: alone it calls, as a greeting does.</summary>
    private static readonly FrozenSet<string> Addresses = FrozenSet.Create("min", "mimin", "admin", "kak", "kaka", "kakak", "gan", "agan", "sis", "bang", "bro", "mas", "mbak", "mba", "pak", "bu", "bos", "om", "guys", "bot", "sir", "dear");

    /// <summary>The small talk, and whether the message says more than that.</summary>
    public static (SmallTalk? Kind, bool HasQuestion) Find(string text, IReadOnlyList<string> words)
    {
        if (words.Count == 0)
            return (HasPicture(text) ? SmallTalk.Acknowledgement : null, false);

        var plain = UtteranceText.Plain(words);
        if (AreYouHuman().Match(plain) is { Success: true } human)
            return (SmallTalk.AreYouHuman, HasMore(plain.Remove(human.Index, human.Length)));

        if (UtteranceOpener.Find(plain, word => Fillers.Contains(word) || Kinds.ContainsKey(word)) is { } opener)
            return (opener, false);

        SmallTalk? kind = words.All(Addresses.Contains) ? SmallTalk.Greeting : null;
        var more = 0;
        foreach (var word in plain.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Kinds.TryGetValue(word, out var found) && !(found is SmallTalk.Acknowledgement && more > 0))
                kind = Stronger(kind, found);
            else if (!Fillers.Contains(word))
                more++;
        }

        if (Goodbye().IsMatch(plain))
            kind = Stronger(kind, SmallTalk.Goodbye);

        // "makasih ya Rina cantik" still only thanks; with a sign of a question it asks.
        if (kind is SmallTalk.Thanks && more < MaxBesideThanks && !Asks().IsMatch(plain) && !text.Contains('?', StringComparison.Ordinal))
            more = 0;

        // "iya", "tidak" and the like begin many a sentence: alone they acknowledge, before a question they say nothing.
        if (kind is SmallTalk.Acknowledgement && more > 0)
            kind = null;

        // "selamat" or "ada" alone is neither.
        return (kind, kind is null ? more > 0 || words.Count > 0 : more > 0);
    }

    private static bool HasMore(string plain) =>
        plain.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(w => !Kinds.ContainsKey(w) && !Fillers.Contains(w));

    private static SmallTalk Stronger(SmallTalk? one, SmallTalk other) => one is null ? other : Rank(other) > Rank(one.Value) ? other : one.Value;

    private static int Rank(SmallTalk kind) => kind switch
    {
        SmallTalk.Thanks => 3,
        SmallTalk.Goodbye => 2,
        SmallTalk.Greeting => 1,
        _ => 0,
    };

    private static bool HasPicture(string text)
    {
        foreach (var rune in text.AsSpan(0, Math.Min(text.Length, TextNormalizer.MaxCharacters)).EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol && rune != Rune.ReplacementChar)
                return true;
        return Emoticon().IsMatch(text);
    }

    private static FrozenDictionary<string, SmallTalk> Table(params (SmallTalk Kind, string Words)[] rows)
    {
        var table = new Dictionary<string, SmallTalk>(StringComparer.Ordinal);
        foreach (var (kind, words) in rows)
            foreach (var word in words.Split(' '))
                table.TryAdd(word, kind);
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }

    [GeneratedRegex(
        @" ((apakah )?(kamu|anda|ini|situ|lawan bicara|admin|kakak|min) (ini )?(adalah )?(seorang |sebuah )?(ro)?(bot|manusia|orang|ai|mesin)( (apa|atau) ?(ro)?(bot|manusia|orang|ai|mesin)?)?(?= (ya|yah|kah|bukan|asli|beneran|kan|sih|$)| ?$)|(ro)?bot (ya|apa orang|atau orang|atau manusia|apa manusia|bukan)|(orang|manusia) (apa|atau) (ro)?bot|are you (a |an )?(real )?(human|person|bot|robot|ai|machine|real)|(am i|is this) (talking|chatting|speaking)? ?(to|with)? ?(a |an )?(real )?(human|person|bot|robot|ai|machine))(?= )",
        RegexOptions.CultureInvariant)]
    private static partial Regex AreYouHuman();

    [GeneratedRegex(@" (sampai (jumpa|ketemu|nanti)|see you|good ?bye|have a (nice|good|great) day|bye bye|itu saja|that is all|thats all) ", RegexOptions.CultureInvariant)]
    private static partial Regex Goodbye();

    [GeneratedRegex(@" (tapi|but|bagaimana|berapa|kapan|mengapa|apakah|apa|mana|how|what|when|why|where|which|belum|bisa|cara|can|could|tolong|please|mau|ingin|refund|pesanan|paket) ", RegexOptions.CultureInvariant)]
    private static partial Regex Asks();

    [GeneratedRegex(@"^[\s]*[:;=8xX][-']?[)(DPpOo3*/|\\]+[\s]*$|^\s*(<3|\^_*\^|\(y\))\s*$")]
    private static partial Regex Emoticon();
}
