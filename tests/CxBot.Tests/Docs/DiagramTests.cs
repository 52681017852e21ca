using CxBot.Conversations;

namespace CxBot.Tests.Docs;

/// <summary>The drawings of the docs: one label an id (Mermaid shows the last and drops the others without a word), and nothing that is not there.</summary>
public sealed class DiagramTests
{
    private static readonly (string Page, DocFence Fence, Diagram Diagram)[] All =
        [.. DocPage.All.SelectMany(page => page.Fences.Where(fence => fence.Language == "mermaid").Select(fence => (page.Name, fence, Diagram.Read(fence))))];

    [Fact]
    public void The_life_of_a_message_and_the_status_are_drawn() =>
        Assert.Equal(["flowchart", "stateDiagram-v2"], All.Select(drawn => drawn.Fence.Lines[0].Split(' ')[0]));

    [Fact]
    public void Each_id_has_one_label() =>
        Assert.Empty(All.SelectMany(drawn => drawn.Diagram.Labels.Where(id => id.Count() > 1).Select(id => $"{drawn.Page}: {id.Key} is {string.Join(" and ", id)}")));

    [Fact]
    public void Each_id_of_a_flowchart_is_labelled() =>
        Assert.Empty(All.Where(IsFlowchart).SelectMany(drawn => drawn.Diagram.Used.Where(id => !drawn.Diagram.Labels.Contains(id)).Select(id => $"{drawn.Page}: {id} has no label")));

    [Fact]
    public void Each_class_that_is_drawn_exists() =>
        Assert.Empty(All.SelectMany(drawn => drawn.Diagram.Labels.SelectMany(id => id).SelectMany(Diagram.ClassesIn).Where(name => !KnownNames.IsType(name)).Select(name => $"{drawn.Page}: there is no {name}")));

    [Fact]
    public void The_arrows_between_statuses_are_those_that_a_conversation_goes()
    {
        var drawn = All.Single(diagram => !IsFlowchart(diagram)).Diagram.Arrows.Where(arrow => arrow.From != "[*]").ToHashSet();
        Assert.Equal(Gone().Order(), drawn.Order());
    }

    private static bool IsFlowchart((string Page, DocFence Fence, Diagram Diagram) drawn) => drawn.Fence.Lines[0].StartsWith("flowchart", StringComparison.Ordinal);

    /// <summary>Every act, tried on a conversation of every status.</summary>
    private static HashSet<(string From, string To)> Gone()
    {
        Action<Conversation>[] acts =
        [
            c => c.HandOver(1), c => c.Take("sari"), c => c.TakeOnShopPhone(1), c => c.Release(), c => c.Transfer("budi"), c => c.ReturnToBot(),
            c => c.Resolve(), c => c.Close(), c => c.Reopen(), c => c.Erase(),
            c => c.Continue(New(ConversationStatus.WaitingForAgent), withHandover: true), c => c.Continue(New(ConversationStatus.WithAgent), withHandover: true),
            c => New(ConversationStatus.WithBot).Continue(c, withHandover: true),
        ];
        var gone = new HashSet<(string, string)>();
        foreach (var status in new[] { ConversationStatus.WithBot, ConversationStatus.WaitingForAgent, ConversationStatus.WithAgent, ConversationStatus.Resolved })
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
        var conversation = new Conversation { Id = status.ToString(), Channel = "web" };
        if (status is ConversationStatus.WaitingForAgent or ConversationStatus.WithAgent)
            conversation.HandOver(1);
        if (status is ConversationStatus.WithAgent)
            conversation.Take("sari");
        if (status is ConversationStatus.Resolved)
            conversation.Close();
        return conversation;
    }
}
