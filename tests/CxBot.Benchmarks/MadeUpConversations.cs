using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Storage;

namespace CxBot.Benchmarks;

/// <summary>Conversations of eight messages: a few hundred words that everybody uses, and a long tail of others, as in real ones.</summary>
internal static class MadeUpConversations
{
    public const int Length = 8;

    private const int Tail = 40_000;

    private static readonly string[] Common = ("saya kak pesanan belum sampai refund barang kirim paket bayar tolong cek nomor alamat mau "
        + "tidak bisa kapan sudah masuk dana transfer kurir toko ukuran warna ganti batal promo voucher ongkir gmn brp blm udh yg")
        .Split(' ');

    private static readonly string[] Names = "Rina Budi Sari Agus Dewi Eko Fitri Gita Hadi Indah Joko Kartika Lina Made Nur Putri Rudi Siti Tono Wati"
        .Split(' ');

    private static readonly string[] Syllables = "ba ka la ma na pa ra sa ta wa di ki li mi ni pi ri si ti bu ku lu mu nu pu ru su tu be ke".Split(' ');

    public static async Task AddAsync(CxBotDbContext db, int first, int count, CancellationToken cancellationToken)
    {
        var began = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var i = first; i < first + count; i++)
        {
            var random = new Random(i);
            var at = began.AddSeconds(i * 60);
            var id = FormattableString.Invariant($"c{i:D7}");
            db.Add(new Conversation
            {
                Id = new(id),
                Channel = "whatsapp",
                CreatedAt = at,
                LastMessageAt = at.AddMinutes(Length),
                LastSequence = Length,
                LastCustomerSequence = Length,
                CoveredSequence = Length,
                Customer = new Customer
                {
                    Name = FormattableString.Invariant($"{Names[i % Names.Length]} {Word(i % 5_000)}"),
                    CreatedAt = at,
                    Identities = [new CustomerIdentity { Channel = "whatsapp", Kind = PersonOnChannel.PhoneKind, Value = Phone(i) }],
                },
            });
            for (var sequence = 1; sequence <= Length; sequence++)
                db.Add(new Message
                {
                    ConversationId = new(id),
                    Sequence = sequence,
                    Role = sequence % 2 == 1 ? MessageRole.Customer : MessageRole.Bot,
                    Text = sequence == 3 ? $"pesanan INV-{100_000 + i} {Text(random, 4)}" : Text(random, 8),
                    At = at.AddMinutes(sequence),
                    Channel = "whatsapp",
                    ProviderId = $"{id}-{sequence}",
                });
        }
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The kinds of searches, and the one of each number.</summary>
    public static IEnumerable<(string Kind, Func<int, string> Of)> Searches(int messages)
    {
        var conversations = messages / Length;
        yield return ("a rare word", i => Word(Tail - 1 - i * 97));
        yield return ("a common word", i => Common[i % Common.Length]);
        yield return ("two common words", i => $"{Common[i % Common.Length]} {Common[(i * 7 + 3) % Common.Length]}");
        yield return ("a common and a rare word", i => $"{Common[i % Common.Length]} {Word(Tail - 1 - i * 89)}");
        yield return ("four words", i => $"refund {Common[i % Common.Length]} paket {Word(i)}");
        yield return ("a phrase", i => $"\"{Common[i % Common.Length]} {Common[(i * 5 + 1) % Common.Length]}\"");
        yield return ("a beginning", i => Word(i * 13)[..4]);
        yield return ("two letters", i => Syllables[i % Syllables.Length]);
        yield return ("slang", i => i % 2 == 0 ? "gmn" : "belum brp");
        yield return ("a number", i => "0" + Phone(i * 991 % conversations)[2..]);
        yield return ("the end of a number", i => Phone(i * 991 % conversations)[^6..]);
        yield return ("an order", i => $"inv{100_000 + i * 997 % conversations}");
        yield return ("a name", i => FormattableString.Invariant($"{Names[i % Names.Length]} {Word(i * 37 % 5_000)}"));
    }

    private static string Phone(int i) => FormattableString.Invariant($"62812{i * 7_919L % 100_000_000:D8}");

    private static string Text(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ =>
        random.Next(10) < 6 ? Common[(int)(Common.Length * Math.Pow(random.NextDouble(), 2))]
            : Word((int)(Tail * Math.Pow(random.NextDouble(), 3)))));

    /// <summary>A word of two to four syllables, always the same for a number.</summary>
    private static string Word(int i)
    {
        var word = "";
        for (var rest = i + Syllables.Length; rest > 0; rest /= Syllables.Length)
            word += Syllables[rest % Syllables.Length];
        return word;
    }
}
