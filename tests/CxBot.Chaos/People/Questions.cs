namespace CxBot.Chaos;

/// <summary>A question of which it is known what answers it.</summary>
internal sealed record Question(string Answer, params string[] Asked);

/// <summary>What customers ask: each answer comes from one article of <see cref="KnowledgeFiles.Shop"/>.</summary>
internal static class Questions
{
    public const string ForPerson = "mau bicara dengan CS";

    public static readonly IReadOnlyList<Question> All =
    [
        new("Dana kembali dalam 3 sampai 14 hari kerja.", "uang saya belum kembali", "dana refund belum diterima"),
        new("Buka menu Pesanan Saya lalu tekan Lacak.", "lacak paket", "cek resi"),
        new("Tekan Lupa kata sandi di halaman masuk.", "lupa password", "reset password akun"),
        new("Periksa syarat dan masa berlaku voucher.", "voucher error", "kode promo gagal"),
    ];

    public static bool Asks(string text, Question question) =>
        question.Asked.Any(asked => text.StartsWith(asked, StringComparison.Ordinal));

    /// <summary>What one customer says, in order, in words that nobody else says.</summary>
    public static IReadOnlyList<string> Of(Random dice, string customer)
    {
        var asked = All.Select(q => q.Asked[dice.Next(q.Asked.Length)]).ToArray();
        dice.Shuffle(asked);
        List<string> said = [.. asked, All[dice.Next(All.Count)].Asked[0], "halo"];
        if (dice.Next(4) == 0)
            said.Add(ForPerson);
        return [.. said.Select((text, at) => Marked(text, customer, at))];
    }

    /// <summary>The words with a mark that nothing else has, and that no article holds: no figure, which might be found in one.</summary>
    public static string Marked(string text, string customer, int number) => $"{text} #" + string.Concat(
        $"{customer}-{number}".Select(letter => char.IsAsciiDigit(letter) ? (char)('g' + (letter - '0')) : letter == '.' ? 'z' : letter));
}
