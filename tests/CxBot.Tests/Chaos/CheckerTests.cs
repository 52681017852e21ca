using CxBot.Chaos;
using CxBot.Chaos.Checking;

namespace CxBot.Tests.Chaos;

/// <summary>The checker sees nothing in a run where all is well, and names each fault that is put into it.</summary>
public sealed class CheckerTests
{
    private static readonly Question Track = Questions.All[1];

    /// <summary>A small run: one customer on the website who listens, one on WhatsApp, to whom somebody writes from the shop's own
    /// phone.</summary>
    private static readonly Evidence Recorded = new()
    {
        Log =
        [
            new("web", "w", "c/0", "lacak paket #w-0", "c", 1), new("web", "w", "c/1", "halo #w-1", "c", 3),
            new("whatsapp", "p", "wamid.0", "cek resi #p-0"), new("whatsapp", "p", "wamid.echo", "Saya bantu ya #p", ByAgent: true),
        ],
        GivenUp = ["c/2"],
        Messages =
        [
            new("c", 1, "web", "Customer", "lacak paket #w-0", "c/0"), new("c", 2, "web", "Bot", Track.Answer),
            new("c", 3, "web", "Customer", "halo #w-1", "c/1"), new("c", 4, "web", "Bot", "Halo!"), new("c", 5, "web", "Note", "catatan"),
            new("d", 1, "whatsapp", "Customer", "cek resi #p-0", "wamid.0"), new("d", 2, "whatsapp", "Bot", Track.Answer, null, "Sent"),
            new("d", 3, "whatsapp", "Bot", "Ada lagi?", null, "Unconfirmed"),
            new("d", 4, "whatsapp", "Agent", "Saya bantu ya #p", "wamid.echo", "Sent"),
        ],
        Turns = [new("c", 1, 1), new("c", 3, 3), new("d", 1, 1)],
        Conversations = [new("c", "WithBot", 3, 3), new("d", "WithAgent", 1, 1, "shop-phone")],
        OpenHandovers = ["d"],
        OpenCases = ["c", "d"],
        Taken = ["d:2:0", "d:3:0"],
        Reported = ["d:2:0"],
        Sockets = [new("w", "c", [1, 2, 3, 4]), new("earlier", "c", [1, 2], Until: 2)],
    };

    private static readonly IReadOnlyList<(Fault Named, Func<Evidence, Evidence> Put)> Planted =
    [
        (Fault.Lost, e => e with { Messages = e.Messages.RemoveAt(2), Turns = e.Turns.RemoveAt(1) }),
        (Fault.Lost, e => e with { Messages = e.Messages.RemoveAt(5), Turns = e.Turns.RemoveAt(2) }),
        (Fault.Changed, e => e with { Messages = e.Messages.SetItem(0, e.Messages[0] with { Text = "lacak" }) }),
        (Fault.Misplaced, e => e with { Log = e.Log.SetItem(1, e.Log[1] with { Sequence = 4 }) }),
        (Fault.StoredTwice, e => e with { Messages = e.Messages.Add(e.Messages[2] with { Sequence = 6 }) }),
        (Fault.StoredTwice, e => e with { Messages = e.Messages.Add(e.Messages[2] with { Sequence = 6, Id = "c/2" }) }),
        (Fault.OutOfOrder, e => e with { Log = e.Log.Reverse(0, 2) }),
        (Fault.NotCoveredOnce, e => e with { Turns = e.Turns.RemoveAt(0) }),
        (Fault.NotCoveredOnce, e => e with { Turns = e.Turns.Add(new("d", 1, 2)) }),
        (Fault.TurnsOverlap, e => e with { Turns = e.Turns.SetItem(0, new("c", 1, 3)) }),
        (Fault.RepliedTwice, e => e with { Messages = e.Messages.Add(new("c", 6, "web", "Bot", Track.Answer)) }),
        (Fault.SpokenOver, e => e with { Messages = e.Messages.Add(new("d", 5, "whatsapp", "Bot", "Halo!", null, "Failed")) }),
        (Fault.SentTwice, e => e with { Taken = e.Taken.Add("d:2:0") }),
        (Fault.SentOutOfOrder, e => e with { Taken = e.Taken.Reverse() }),
        (Fault.SentUnknown, e => e with { Taken = e.Taken.Add("d:9:0") }),
        (Fault.Unsent, e => e with { Taken = e.Taken.RemoveAt(0) }),
        (Fault.Unreported, e => e with { Reported = e.Reported.Add("d:3:0") }),
        (Fault.LeftQueued, e => e with { Queued = e.Queued.Add(("d", 3)) }),
        (Fault.LeftUncovered, e => e with { Conversations = e.Conversations.SetItem(0, new("c", "WithBot", 3, 1)) }),
        (Fault.Unheard, e => e with { Sockets = e.Sockets.SetItem(0, new("w", "c", [1, 2, 4])) }),
        (Fault.Unheard, e => e with { Sockets = e.Sockets.SetItem(1, new("earlier", "c", [1], Until: 2)) }),
        (Fault.HeardTwice, e => e with { Sockets = e.Sockets.SetItem(0, new("w", "c", [1, 2, 2, 3, 4])) }),
        (Fault.HeardOutOfOrder, e => e with { Sockets = e.Sockets.SetItem(0, new("w", "c", [2, 1, 3, 4])) }),
        (Fault.Damaged, e => e with { Integrity = "row 7 missing from index" }),
        (Fault.Inconsistent, e => e with { OpenHandovers = e.OpenHandovers.Add("d") }),
        (Fault.Inconsistent, e => e with { OpenHandovers = [] }),
        (Fault.Inconsistent, e => e with { OpenCases = e.OpenCases.Add("c") }),
        (Fault.Inconsistent, e => e with { Messages = e.Messages.Add(new("c", 6, "web", "Customer", "siapa?", "c/9")) }),
        (Fault.Inconsistent, e => e with { Sockets = e.Sockets.SetItem(1, new("earlier", "c", [1, 2, 9], Until: 2)) }),
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Planted.Count)];

    [Fact]
    public void Nothing_is_wrong_where_all_is_well() => Assert.Empty(Checker.Check(Recorded));

    [Theory]
    [MemberData(nameof(All))]
    public void Each_fault_is_named(int planted)
    {
        var (named, put) = Planted[planted];
        Assert.Contains(Checker.Check(put(Recorded)), finding => finding.Fault == named);
    }

    [Fact]
    public void Every_fault_is_tried() =>
        Assert.Equal(Enum.GetValues<Fault>().Except([Fault.Promise]), Planted.Select(p => p.Named).Distinct());
}
