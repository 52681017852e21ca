using CxBot.Conversations;
using CxBot.Demo.Plan;
using CxBot.Demo.Texts;
using CxBot.Handover;
using CxBot.Labels;
using CxBot.Storage;
using CxBot.Surveys;

namespace CxBot.Demo.Rows;

/// <summary>Plays what one invented customer does, by the conversation's own acts.</summary>
internal sealed class DemoStory(
    CxBotDbContext db, DemoPerson person, Conversation conversation, IReadOnlyList<HandoverRequest> handovers, DemoTeam team,
    DateTimeOffset now)
{
    private static readonly TimeSpan SilentAfter = TimeSpan.FromHours(24);

    private readonly DemoLog _log = new(db, conversation, person.OnChat);
    private readonly DemoPhrases _phrases = DemoTexts.Instance.In(person.Language);
    private readonly Random _random = new(person.Number);
    private readonly Queue<HandoverRequest> _handovers = new(handovers);

    public void Play()
    {
        conversation.Language = person.Language;
        var bot = new DemoBot(db, _log, person.Language, _phrases, _random);
        var people = new DemoPeople(db, _log, bot, person.Language, _phrases, team.Agents, _random);
        foreach (var visit in person.Visits)
        {
            Begin();
            if (visit.Greets)
                bot.Greet(visit.At.AddSeconds(-20));
            if (visit.People is null)
                bot.Play(visit, visit.At);
            else
                Ask(people.Play(visit, _handovers.Peek(), visit.At), _handovers.Dequeue());
            db.ConversationLabels.Add(new ConversationLabel
            {
                ConversationId = conversation.Id,
                LabelId = team.LabelId,
                Case = conversation.Case,
                At = visit.At,
            });
        }

        if (conversation.Status == ConversationStatus.WithBot && (person.OnChat || _log.At < now - SilentAfter))
            conversation.Close();
        conversation.AgentSeenSequence = conversation.Status == ConversationStatus.Resolved ? conversation.LastSequence : 0;
        conversation.CustomerSeenSequence = conversation.LastSequence;
        // Nothing can be written there any more.
        if (person.OnChat)
            conversation.RepliesUntil = _log.At;
    }

    private void Begin()
    {
        if (_log.At == default)
            return;
        if (conversation.Status == ConversationStatus.WithBot)
            conversation.Close();
        conversation.Reopen();
    }

    /// <summary>The question how it was, and the answer.</summary>
    private void Ask(DemoHandling people, HandoverRequest handover)
    {
        if (conversation.Status != ConversationStatus.Resolved)
            return;
        var survey = new Survey
        {
            Case = conversation.CurrentCase,
            HandoverId = handover.Id,
            Kind = SurveyKind.Csat,
            ConversationId = conversation.Id,
            Channel = conversation.Channel,
            Sequence = conversation.LastSequence,
            AgentId = handover.AgentId,
            AskedAt = _log.At,
            DeliveredAt = people.Reached ? _log.At.AddSeconds(_random.Next(1, 40)) : null,
        };
        db.Surveys.Add(survey);
        var answered = _log.At.AddMinutes(1 + (Math.Pow(_random.NextDouble(), 3) * 600));
        if (people.Score is not { } score || answered >= now)
            return;
        var rating = $$"""{"handover":{{handover.Id}},"score":{{score}}}""";
        var given = _log.Customer("", answered, new MessageContent.Report(EventNames.Rating, rating));
        var comment = _random.NextDouble() < 0.2 ? _phrases.Comments[_random.Next(_phrases.Comments.Count)] : null;
        survey.Answer(score, comment, given.At);
        (handover.Rating, handover.RatingComment) = (score, comment);
        _log.Cover(given, TurnOutcome.Noted, TurnReason.Event, given.At);
        conversation.CurrentCase!.Changed();
    }
}
