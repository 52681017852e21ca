using CxBot.Conversations;
using CxBot.Knowledge;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CxBot.Demo.Rows;

/// <summary>The log of one invented conversation: numbers and times as <see cref="MessageLog"/> gives them, and nothing to be
/// sent.</summary>
internal sealed class DemoLog(CxBotDbContext db, Conversation conversation, bool isPushed)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly EntityEntry<Conversation> _entry = db.Entry(conversation);
    private readonly List<Message> _said = [];
    private DateTimeOffset _caseBegan;

    public Conversation Conversation => conversation;

    /// <summary>What has been said in the case that is open.</summary>
    public IReadOnlyList<Message> Said => [.. _said.Where(m => m.At >= _caseBegan)];

    /// <summary>The last word was said then.</summary>
    public DateTimeOffset At { get; private set; }

    public void Begins(DateTimeOffset at) => _caseBegan = at;

    /// <summary>The customer says something, or their client reports it.</summary>
    public Message Customer(string text, DateTimeOffset at, MessageContent? content = null)
    {
        var message = Add(MessageRole.Customer, text, at, content, null);
        Set(nameof(Conversation.LastCustomerSequence), message.Sequence);
        Set(nameof(Conversation.LastCustomerAt), message.At);
        return message;
    }

    /// <summary>The bot or the system says something.</summary>
    public Message Say(MessageRole role, string text, DateTimeOffset at, MessageContent? content = null, double? confidence = null) =>
        Add(role, text, at, content, null, confidence);

    /// <summary>An agent says something, to the customer or in a note.</summary>
    public Message Reply(NamedAgent agent, string text, DateTimeOffset at, bool isNote = false)
    {
        var message = Add(isNote ? MessageRole.Note : MessageRole.Agent, text, at, null, agent);
        if (!isNote)
            conversation.Answered();
        return message;
    }

    /// <summary>The turn that covers a customer's message.</summary>
    public void Cover(
        Message asked, TurnOutcome outcome, TurnReason reason, DateTimeOffset done, Article? article = null, double? confidence = null)
    {
        var greeting = outcome == TurnOutcome.SmallTalk && conversation.CurrentCase is null;
        db.Turns.Add(new Turn
        {
            ConversationId = conversation.Id,
            FirstSequence = asked.Sequence,
            LastSequence = asked.Sequence,
            Outcome = outcome,
            Reason = reason,
            Confidence = confidence,
            ArticleId = article?.Id,
            Case = greeting || asked.Kind == MessageKind.Event ? null : conversation.CurrentCase,
            AskedAt = asked.At,
            BegunAt = asked.At + ((done - asked.At) / 4),
            At = done,
        });
        conversation.CoveredSequence = asked.Sequence;
    }

    private Message Add(MessageRole role, string text, DateTimeOffset at, MessageContent? content, NamedAgent? agent,
        double? confidence = null)
    {
        At = at > At ? at.AddTicks(-(at.Ticks % Tick.Ticks)) : At + Tick;
        var message = new Message
        {
            ConversationId = conversation.Id,
            Sequence = conversation.LastSequence + 1,
            Role = role,
            Kind = content is MessageContent.Report ? MessageKind.Event : MessageKind.Text,
            Text = text,
            At = At,
            Channel = conversation.Channel,
            Content = content ?? MessageContent.Empty,
            AgentId = agent?.Id,
            AuthorName = agent?.Name,
            Confidence = confidence,
            WaitedSince = role == MessageRole.Agent ? conversation.CustomerWaitsSince : null,
            Delivery = isPushed && role is not (MessageRole.Customer or MessageRole.Note) ? DeliveryStatus.Read : DeliveryStatus.None,
        };
        db.Messages.Add(message);
        _said.Add(message);
        Set(nameof(Conversation.LastSequence), message.Sequence);
        Set(nameof(Conversation.LastMessageAt), message.At);
        return message;
    }

    // What only the log's own SQL raises otherwise.
    private void Set(string name, object value) => _entry.Property(name).CurrentValue = value;
}
