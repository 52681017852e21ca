using CxBot.Conversations;
using CxBot.Conversations.Cases;
using CxBot.Handover.Hours;
using CxBot.Reports.Facts;
using CxBot.Surveys;

namespace CxBot.Tests.Reports.Facts;

/// <summary>A case as a test lets it happen, minute by minute from noon of 30 November 2026, UTC.</summary>
internal sealed class LoggedCase
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    private readonly Conversation _conversation = new() { Id = new("c1"), Channel = "web" };
    private readonly List<Turn> _turns = [];
    private readonly List<SaidMessage> _messages = [];
    private readonly List<LaterQuestion> _later = [];
    private readonly List<Survey> _surveys = [];
    private long _sequence;

    public bool IsKnown { get; set; } = true;

    public bool IsBlocked { get; set; }

    public CalendarHistory Hours { get; set; } = new([]);

    public Conversation Conversation => _conversation;

    public LoggedCase Asks(int minute, TurnOutcome outcome, string? article = "a", TurnReason? reason = null)
    {
        Says(minute);
        var one = _conversation.BeginCase(_sequence, At(minute));
        _turns.Add(new Turn
        {
            ConversationId = _conversation.Id,
            FirstSequence = _sequence,
            LastSequence = _sequence,
            Outcome = outcome,
            Reason = reason,
            ArticleId = ArticleId.OrNull(article),
            Case = one,
            At = At(minute),
        });
        return this;
    }

    /// <summary>The customer's words, and the handover that they led to so many minutes later.</summary>
    public LoggedCase IsHandedOver(int minute, long number = 1, int after = 0)
    {
        Asks(minute, TurnOutcome.HandedOver);
        _conversation.HandOver(new BegunHandover(number, HandoverReason.CustomerAsked, "billing"), _sequence, At(minute + after));
        return this;
    }

    public LoggedCase Acts(Action<Conversation> act)
    {
        act(_conversation);
        return this;
    }

    /// <summary>Nobody says a word any more.</summary>
    public LoggedCase FallsSilent()
    {
        _conversation.CurrentCase!.Add(new CaseEvent
        {
            Kind = CaseEventKind.ClosedSilent,
            At = _messages[^1].At,
            ConversationId = _conversation.Id,
            Sequence = _sequence,
        });
        return this;
    }

    public LoggedCase Says(int minute) => Add(minute, MessageRole.Customer, null);

    public LoggedCase Replies(int minute, string agent = "sari", bool refused = false) => Add(minute, MessageRole.Agent, agent, refused);

    public LoggedCase Thumb(int minute, bool up) => Add(minute, MessageRole.Bot, null, helpful: up);

    public LoggedCase IsBack(double days, string article = "a")
    {
        _later.Add(new LaterQuestion(Noon.AddDays(days), new(article)));
        return this;
    }

    /// <summary>The customer is asked whether they are satisfied, and answers so many days later; null for never.</summary>
    public LoggedCase IsAsked(int minute, bool delivered, int? score = null, double days = 0)
    {
        var survey = new Survey
        {
            HandoverId = 1,
            Kind = SurveyKind.Csat,
            ConversationId = _conversation.Id,
            Channel = "web",
            AgentId = "sari",
            AskedAt = At(minute),
            DeliveredAt = delivered ? At(minute) : null,
        };
        if (score is { } given)
            survey.Answer(given, null, At(minute).AddDays(days));
        _surveys.Add(survey);
        return this;
    }

    public CaseFacts Facts() => CaseFacts.Of(
        new CaseLog(_conversation.CurrentCase!, [.. _conversation.CurrentCase!.Events], _turns,
            [.. _messages.Where(m => m.At <= (_conversation.CurrentCase.EndedAt ?? DateTimeOffset.MaxValue))], _later, _surveys, IsKnown,
            IsBlocked, "id"),
        Hours,
        TimeSpan.FromMinutes(5));

    public HandoverFact Handover() => Facts().Of<HandoverFact>().Last();

    public static DateTimeOffset At(int minute) => Noon.AddMinutes(minute);

    private LoggedCase Add(int minute, MessageRole role, string? agent, bool refused = false, bool? helpful = null)
    {
        _messages.Add(new SaidMessage(_conversation.Id, ++_sequence, At(minute), role, refused, agent, helpful));
        return this;
    }
}
