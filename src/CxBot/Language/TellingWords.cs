using System.Collections.Frozen;

namespace CxBot.Language;

/// <summary>Which words of a sentence claim something. Tables of both languages.</summary>
internal static class TellingWords
{
    /// <summary>What turns a sentence around, or promises: an article must say it in the same place, or nobody says it. Words of one line are the same.</summary>
    private const string Weighty = """
        not: tidak tak bukan jangan belum tanpa gak nggak enggak ga not no never without cannot cant dont doesnt didnt isnt arent wont neither nor none
        free: gratis cuma free
        every: semua seluruh setiap all every each any anywhere anyone
        only: hanya only
        approved: disetujui setujui menyetujui approved approve accepted
        compensation: kompensasi compensation ganti-rugi
        discount: diskon potongan discount
        gift: bonus hadiah gift prize
        voucher: voucher kupon coupon
        before: sebelum before
        after: setelah sesudah after
        maximum: maksimal maksimum paling maximum most
        minimum: minimal minimum least
        password: sandi password pin otp cvv
        transfer: transfer rekening account-number
        instruction: instruksi perintah prompt instruction instructions system sistem rule rules configuration konfigurasi developer override jailbreak secret rahasia token
        agent: agen agent cs manusia human
        """;

    /// <summary>
    /// When it is, whether it is done, and how sure: what a promise is made of. An article must say it in the very sentence that is retold. Words of one line are the same; an
    /// underscore stands for a blank.
    /// </summary>
    private const string Promising = """
        guarantee: jamin dijamin menjamin terjamin garansi bergaransi jaminan guarantee guaranteed guarantees guaranteeing warranty ensure ensures ensured assure assures assured
        surely: pasti pastinya dipastikan memastikan kepastian kami_pastikan selalu tentu tentunya niscaya always definitely certainly certain surely sure absolutely undoubtedly inevitably no_doubt without_fail of_course
        promise: janji berjanji menjanjikan dijanjikan janjikan sumpah bersumpah komitmen promise promises promised pledge pledges commit committed commitment swear vow
        now: sekarang segera langsung seketika secepatnya secepat_mungkin now immediately instantly instant right_away straight_away at_once asap as_soon_as_possible
        soon: sebentar sebentar_lagi sesaat_lagi sejenak hitungan_jam hitungan_menit hitungan_detik hitungan_hari beberapa_jam beberapa_menit beberapa_saat soon shortly a_moment the_hour no_time few_hours few_minutes few_moments any_minute any_moment momentarily overnight
        today: hari-ini hari_ini today tonight malam_ini sore_ini siang_ini pagi_ini nanti_malam nanti_sore nanti_siang this_morning this_afternoon this_evening end_of_day
        sameday: hari_itu saat_itu hari_yang_sama hari_kerja_yang_sama same_day that_day
        tomorrow: besok lusa esok keesokan tomorrow
        yesterday: kemarin tadi barusan yesterday
        monday: senin monday
        tuesday: selasa tuesday
        wednesday: rabu wednesday
        thursday: kamis thursday
        friday: jumat friday
        saturday: sabtu saturday
        sunday: minggu sunday
        weekend: akhir_pekan weekend weekends
        thisweek: minggu_ini pekan_ini this_week
        nextweek: minggu_depan pekan_depan next_week
        thismonth: bulan_ini akhir_bulan this_month month_end
        nextmonth: bulan_depan next_month
        done: sudah telah udah already has_been have_been been was were
        finished: selesai tuntas beres lunas rampung done complete completed completes finished resolved settled
        success: berhasil sukses success successful successfully succeeded
        ongoing: sedang tengah_diproses currently in_progress under_way underway being
        """;

    /// <summary>Said beside an answer; it claims nothing. What could be a yes ("tentu", "sure") is not among it.</summary>
    private static readonly FrozenSet<string> Courtesy = Set(
        "halo hai hi hello hey kak kakak ya baik terima kasih makasih thanks thank you semoga membantu hope this helps silakan please maaf sorry mohon dear happy to help kami saya i we pagi siang sore malam selamat good morning afternoon evening ini berikut here is informasi informasinya information jawabannya caranya");

    /// <summary>Says how words hang together, and nothing else.</summary>
    private static readonly FrozenSet<string> Function = Set(
        """
        yang dan di ke dari untuk dengan atau juga jika kalau apabila bila karena tapi tetapi namun akan ada adalah ialah ini itu tersebut pada dalam oleh agar supaya saat ketika masih lagi saja pun nya kami kita kamu anda kak kakak saya bapak ibu
        bisa dapat harus perlu mohon silakan tolong melalui lewat secara sebagai maka lalu kemudian bagi para kepada terhadap seperti yaitu yakni sekitar sehingga hingga sampai antara tiap anda-nya ya baik mau ingin hal cara
        the a an and of to in on at for with from by is are be do does did have has had i you he she it we they my your me our us their this that these those which who when where how can could would will should may might must or if but there here then than so as into through via about also please just its it's once while during up out
        """);

    private static readonly FrozenDictionary<string, string> WeightyNames = Table(Weighty + Promising);

    private static readonly FrozenSet<string> PromisingNames = Table(Promising).Values.ToFrozenSet(StringComparer.Ordinal);

    private static readonly (string Words, string Name)[] Phrases = [.. WeightyNames.Where(p => p.Key.Contains('_', StringComparison.Ordinal)).Select(p => ($" {p.Key.Replace('_', ' ')} ", p.Value)).OrderByDescending(p => p.Item1.Length)];

    public static bool IsCourtesy(string word) => Courtesy.Contains(word);

    public static bool IsFunction(string word) => Function.Contains(word);

    /// <summary>What the word weighs, under one name; null for an ordinary one.</summary>
    public static string? Weight(string word) => WeightyNames.GetValueOrDefault(word);

    /// <summary>Whether a weight promises: time, completion, certainty.</summary>
    public static bool Promises(string weight) => PromisingNames.Contains(weight);

    /// <summary>The weights of words that only together weigh, and the words without them.</summary>
    /// <param name="words">With blanks between and around.</param>
    public static (string Left, IReadOnlyList<string> Weights) TakePhrases(string words)
    {
        var found = new List<string>();
        foreach (var (phrase, name) in Phrases)
        {
            if (!words.Contains(phrase, StringComparison.Ordinal)) continue;
            found.Add(name);
            words = words.Replace(phrase, " ", StringComparison.Ordinal);
        }
        return (words, found);
    }

    private static FrozenDictionary<string, string> Table(string lines) => lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':', 2))
        .SelectMany(parts => parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => (word: word.Trim(), name: parts[0].Trim())))
        .DistinctBy(p => p.word).ToFrozenDictionary(p => p.word, p => p.name, StringComparer.Ordinal);

    private static FrozenSet<string> Set(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
