using System.Collections.Frozen;

namespace CxBot.Answering.Claims;

/// <summary>Which words of a sentence claim something. Tables of both languages.</summary>
internal static class TellingWords
{
    /// <summary>What turns a sentence around, or promises: an article must say it in the same place, or nobody says it. Words of one line are the same.</summary>
    private const string Weighty = """
        not: tidak tak bukan jangan belum tanpa gak nggak enggak ga not no never without cannot cant dont doesnt didnt isnt arent wont neither nor none
        free: gratis cuma free
        guarantee: jamin dijamin menjamin garansi bergaransi jaminan guarantee guaranteed guarantees warranty ensure
        surely: pasti selalu always definitely certainly surely
        every: semua seluruh setiap all every each any anywhere anyone
        only: hanya only
        approved: disetujui setujui menyetujui approved approve accepted
        compensation: kompensasi compensation ganti-rugi
        discount: diskon potongan discount
        gift: bonus hadiah gift prize
        voucher: voucher kupon coupon
        now: sekarang segera langsung now immediately instantly instant
        today: hari-ini today
        tomorrow: besok tomorrow
        yesterday: kemarin yesterday
        monday: senin monday
        tuesday: selasa tuesday
        wednesday: rabu wednesday
        thursday: kamis thursday
        friday: jumat friday
        saturday: sabtu saturday
        sunday: minggu sunday
        before: sebelum before
        after: setelah sesudah after
        maximum: maksimal maksimum paling maximum most
        minimum: minimal minimum least
        password: sandi password pin otp cvv
        transfer: transfer rekening account-number
        instruction: instruksi perintah prompt instruction instructions system sistem rule rules configuration konfigurasi developer override jailbreak secret rahasia token
        agent: agen agent cs manusia human
        """;

    /// <summary>Said beside an answer; it claims nothing. What could be a yes ("tentu", "sure") is not among it.</summary>
    private static readonly FrozenSet<string> Courtesy = Set(
        "halo hai hi hello hey kak kakak ya baik terima kasih makasih thanks thank you semoga membantu hope this helps silakan please maaf sorry mohon dear happy to help kami saya i we pagi siang sore malam selamat good morning afternoon evening ini berikut here is informasi informasinya information jawabannya caranya");

    /// <summary>Says how words hang together, and nothing else.</summary>
    private static readonly FrozenSet<string> Function = Set(
        """
        yang dan di ke dari untuk dengan atau juga jika kalau apabila bila karena tapi tetapi namun akan ada adalah ialah ini itu tersebut pada dalam oleh agar supaya saat ketika sudah telah sedang masih lagi saja pun nya kami kita kamu anda kak kakak saya bapak ibu
        bisa dapat harus perlu mohon silakan tolong melalui lewat secara sebagai maka lalu kemudian bagi para kepada terhadap seperti yaitu yakni sekitar sehingga hingga sampai antara tiap anda-nya ya baik mau ingin hal cara
        the a an and of to in on at for with from by is are was were be been being do does did have has had i you he she it we they my your me our us their this that these those which who when where how can could would will should may might must or if but there here then than so as into through via about also please just its it's once while during up out
        """);

    private static readonly FrozenDictionary<string, string> WeightyNames = Weighty.Split('\n').Select(line => line.Split(':', 2))
        .SelectMany(parts => parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => (word: word.Trim(), name: parts[0].Trim())))
        .DistinctBy(p => p.word).ToFrozenDictionary(p => p.word, p => p.name, StringComparer.Ordinal);

    public static bool IsCourtesy(string word) => Courtesy.Contains(word);

    public static bool IsFunction(string word) => Function.Contains(word);

    /// <summary>What the word weighs, under one name; null for an ordinary one.</summary>
    public static string? Weight(string word) => WeightyNames.GetValueOrDefault(word);

    private static FrozenSet<string> Set(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
