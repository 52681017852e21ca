using CxBot.Conversations.Cases;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Tests.Testing;

namespace CxBot.Tests.Docs;

/// <summary>The drawings of the docs: one label an id, for Mermaid shows the last and drops the others, and nothing that is not
/// there.</summary>
public sealed class DiagramTests
{
    private static readonly Drawn[] All =
        [.. from page in DocPage.All from fence in page.Fences where fence.Language == "mermaid" select new Drawn(page.Name, fence)];

    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_life_of_a_message_and_the_status_are_drawn() =>
        Assert.Equal(["flowchart", "stateDiagram-v2"], All.Select(drawn => drawn.Kind));

    [Fact]
    public void Each_id_has_one_label() => Found.None(
        from drawn in All
        from id in drawn.Diagram.Labels
        where id.Count() > 1
        select $"{drawn.Page}: {id.Key} is {string.Join(" and ", id)}");

    [Fact]
    public void Each_id_of_a_flowchart_is_labelled() => Found.None(
        from drawn in All
        where drawn.Kind == "flowchart"
        from id in drawn.Diagram.Used
        where !drawn.Diagram.Labels.Contains(id)
        select $"{drawn.Page}: {id} has no label");

    [Fact]
    public void Each_class_that_is_drawn_exists() => Found.None(
        from drawn in All
        from label in drawn.Diagram.Labels.SelectMany(id => id)
        from name in Diagram.ClassesIn(label)
        where !KnownNames.IsType(name)
        select $"{drawn.Page}: there is no {name}");

    [Fact]
    public void The_arrows_between_statuses_are_those_that_a_conversation_goes()
    {
        var drawn = All.Single(diagram => diagram.Kind != "flowchart").Diagram.Arrows.Where(arrow => arrow.From != "[*]").ToHashSet();
        Assert.Equal(Gone().Order(), drawn.Order());
    }

    /// <summary>Every act, tried on a conversation of every status.</summary>
    private static HashSet<(string From, string To)> Gone()
    {
        Action<Conversation>[] acts =
        [
            c => c.HandOver(new BegunHandover(1, HandoverReason.CustomerAsked, null), 1, Noon),
            c => c.Take("sari", Noon),
            c => c.TakeOnShopPhone(new BegunHandover(1, HandoverReason.CustomerAsked, null), Noon),
            c => c.Release(CaseEventKind.Released, Noon),
            c => c.Transfer("budi", Noon),
            c => c.ReturnToBot(byCustomer: false, Noon),
            c => c.Resolve(HandoverOutcome.Solved, Noon),
            c => c.Close(),
            c => c.Reopen(),
            c => c.GoOn("sari", new BegunHandover(2, HandoverReason.CustomerAsked, null), Noon, Noon),
            c => c.GoOn(null, new BegunHandover(2, HandoverReason.CustomerAsked, null), null, Noon),
            c => c.Restore("sari", 1, null, 0, Noon),
            c => c.Erase(Noon),
            c => c.Continue(New(ConversationStatus.WaitingForAgent), withHandover: true, Noon),
            c => c.Continue(New(ConversationStatus.WithAgent), withHandover: true, Noon),
            c => New(ConversationStatus.WithBot).Continue(c, withHandover: true, Noon),
        ];
        var gone = new HashSet<(string, string)>();
        foreach (var status in Enum.GetValues<ConversationStatus>().Where(status => status <= ConversationStatus.Resolved))
        {
            foreach (var act in acts)
            {
                var conversation = New(status);
                try
                {
                    act(conversation);
                }
                catch (ConversationConflictException)
                {
                    continue;
                }

                if (conversation.Status != status)
                    gone.Add((status.ToString(), conversation.Status.ToString()));
            }
        }

        return gone;
    }

    private static Conversation New(ConversationStatus status)
    {
        var conversation = new Conversation { Id = new(status.ToString()), Channel = "web" };
        if (status is ConversationStatus.WaitingForAgent or ConversationStatus.WithAgent)
            conversation.HandOver(new BegunHandover(1, HandoverReason.CustomerAsked, null), 1, Noon);
        if (status is ConversationStatus.WithAgent)
            conversation.Take("sari", Noon);
        if (status is ConversationStatus.Resolved)
            conversation.Close();
        return conversation;
    }

    /// <summary>One drawing of a page.</summary>
    private sealed record Drawn(string Page, DocFence Fence)
    {
        public Diagram Diagram { get; } = Diagram.Read(Fence);

        public string Kind => Fence.Lines[0].Split(' ')[0];
    }
}
