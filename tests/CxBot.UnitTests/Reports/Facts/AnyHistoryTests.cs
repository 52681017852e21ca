using CsCheck;
using CxBot.Conversations;
using CxBot.Conversations.Cases;
using CxBot.Reports.Facts;

namespace CxBot.Tests.Reports.Facts;

/// <summary>Cases to which anything happens in any order, beside a ledger that is kept while it happens and knows nothing of
/// events.</summary>
public sealed class AnyHistoryTests
{
    /// <summary>So many as <c>HISTORIES</c> says.</summary>
    private static readonly int Histories =
        int.TryParse(Environment.GetEnvironmentVariable("HISTORIES"), out var given) ? given : 3_000;

    [Fact]
    public void What_a_handover_comes_to_is_what_a_ledger_beside_it_says() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[1, 90]).Array[1, 60].Sample(
            acts =>
            {
                var ledger = new Ledger();
                foreach (var (act, minutes) in acts)
                    ledger.Happens(act, minutes);
                var facts = ledger.Case.Facts().Of<HandoverFact>().ToList();
                Assert.Equal(ledger.Lines, facts.Select(Line.Of));
            },
            iter: Histories);

    /// <summary>A handover, as somebody would note it who sits beside the agents. In minutes.</summary>
    private sealed record Line
    {
        public int Asked { get; init; }
        public int? FirstReply { get; set; }
        public int? Taken { get; set; }
        public int? End { get; set; }
        public int Transfers { get; set; }
        public int Releases { get; set; }
        public int Vanished { get; set; }
        public int NextReplies { get; set; }
        public int NextWaits { get; set; }

        public static Line Of(HandoverFact fact)
        {
            var asked = (int)(DateTimeOffset.FromUnixTimeSeconds(fact.At) - LoggedCase.Noon).TotalMinutes;
            return new Line
            {
                Asked = asked,
                FirstReply = fact.ReplyElapsed / 60,
                Taken = fact.TakenElapsed / 60,
                End = fact.EndElapsed / 60,
                Transfers = fact.Transfers,
                Releases = fact.Releases,
                Vanished = fact.Vanished,
                NextReplies = fact.NextReplies,
                NextWaits = (int)(fact.NextElapsed / 60),
            };
        }
    }

    private sealed class Ledger
    {
        private int _now;
        private string? _owner;
        private Line? _open;
        private int? _owed;
        private long _number;

        public LoggedCase Case { get; } = new LoggedCase().Asks(0, TurnOutcome.Answered);

        public List<Line> Lines { get; } = [];

        public void Happens(int act, int minutes)
        {
            _now += minutes;
            switch (act)
            {
                case 0 when _open is null:
                    Case.IsHandedOver(_now, ++_number);
                    Lines.Add(_open = new Line { Asked = _now });
                    break;
                case 1 when _open is not null && _owner is null:
                    _owner = "sari";
                    _open.Taken ??= _now - _open.Asked;
                    Case.Acts(c => c.Take("sari", LoggedCase.At(_now)));
                    break;
                case 2 when _owner is not null:
                    _owner = _owner == "sari" ? "budi" : "sari";
                    _open!.Transfers++;
                    Case.Acts(c => c.Transfer(_owner, LoggedCase.At(_now)));
                    break;
                case 3 when _owner is not null:
                    (_owner, _open!.Releases) = (null, _open.Releases + 1);
                    Case.Acts(c => c.Release(CaseEventKind.Released, LoggedCase.At(_now)));
                    break;
                case 4 when _owner is not null:
                    (_owner, _open!.Vanished) = (null, _open.Vanished + 1);
                    Case.Acts(c => c.Release(CaseEventKind.AgentVanished, LoggedCase.At(_now)));
                    break;
                case 5 when _owner is not null:
                    Replied();
                    Case.Replies(_now, _owner);
                    break;
                case 6 when _owner is not null:
                    Case.Replies(_now, _owner, refused: true);
                    break;
                case 7 when _open is not null:
                    _owed ??= _now;
                    Case.Says(_now);
                    break;
                case 8 when _owner is not null:
                    Ends(c => c.Resolve(HandoverOutcome.Solved, LoggedCase.At(_now)));
                    // People take it up again, and so the case goes on.
                    Case.Acts(c => c.GoOn("sari", new BegunHandover(++_number, HandoverReason.Reopened, null), null, LoggedCase.At(_now)));
                    Lines.Add(_open = new Line { Asked = _now, Taken = 0 });
                    _owner = "sari";
                    break;
                case 9 when _open is not null:
                    Ends(c => c.ReturnToBot(byCustomer: _owner is null, LoggedCase.At(_now)));
                    break;
            }
        }

        private void Replied()
        {
            if (_open!.FirstReply is null)
            {
                _open.FirstReply = _now - _open.Asked;
            }
            else if (_owed is { } since)
            {
                _open.NextReplies++;
                _open.NextWaits += _now - since;
            }

            _owed = null;
        }

        private void Ends(Action<Conversation> act)
        {
            _open!.End = _now - _open.Asked;
            (_open, _owner, _owed) = (null, null, null);
            Case.Acts(act);
        }
    }
}
