using CxBot.Conversations;
using CxBot.Conversations.Cases;
using CxBot.Demo.Plan;
using CxBot.Demo.Texts;
using CxBot.Knowledge;
using CxBot.Storage;
using CxBot.Words;

namespace CxBot.Demo.Rows;

/// <summary>The bot's part of an invented case.</summary>
internal sealed class DemoBot(CxBotDbContext db, DemoLog log, string language, DemoPhrases phrases, Random random)
{
    public void Greet(DateTimeOffset at)
    {
        var hello = log.Customer(Of(phrases.Greetings), at);
        var done = Done(hello);
        log.Say(MessageRole.Bot, CustomerWords.Say("Greeting", language), done);
        log.Cover(hello, TurnOutcome.SmallTalk, TurnReason.SmallTalk, done);
    }

    /// <summary>The customer's words on a matter; the first ones begin a case.</summary>
    public Message Ask(string text, DateTimeOffset at)
    {
        var asked = log.Customer(text, at);
        var begins = log.Conversation.CurrentCase is null;
        CustomerCase one = log.Conversation.BeginCase(asked.Sequence, asked.At);
        if (begins)
        {
            db.Cases.Add(one);
            log.Begins(asked.At);
        }

        one.Changed();
        return asked;
    }

    /// <summary>What the bot does with a case that it has to the end.</summary>
    public void Play(DemoVisit visit, DateTimeOffset at)
    {
        switch (visit.Course)
        {
            case DemoCourse.Chosen:
                ChooseBack(visit, at, answers: true);
                break;
            case DemoCourse.LeftAfterChoices:
                ChooseBack(visit, at, answers: false);
                break;
            case DemoCourse.Missed:
                Miss(at, visit.Topic);
                break;
            default:
                var answer = Answer(Ask(visit.Question, at), visit.Topic, TurnReason.Sure);
                Hear(visit.Course, answer);
                break;
        }
    }

    public Message Answer(Message asked, Article article, TurnReason reason)
    {
        var done = Done(asked);
        var confidence = 0.74 + (0.24 * random.NextDouble());
        var content = new MessageContent.Answer(new SourceArticle(article.Id, article.Title));
        var answer = log.Say(MessageRole.Bot, article.Body.Trim(), done, content, confidence);
        log.Cover(asked, TurnOutcome.Answered, reason, done, article, confidence);
        return answer;
    }

    /// <summary>Nothing is found, and the bot asks for other words.</summary>
    public void Miss(DateTimeOffset at, Article article)
    {
        var asked = Ask(Of(phrases.Unknown), at);
        var done = Done(asked);
        log.Say(MessageRole.Bot, CustomerWords.Say("AskAgain", language), done);
        log.Cover(asked, TurnOutcome.AskedAgain, TurnReason.NothingFits, done, article, 0.05 + (0.2 * random.NextDouble()));
    }

    /// <summary>When the bot has thought, and waited for the rest of the words.</summary>
    public DateTimeOffset Done(Message asked) =>
        asked.At + TimeSpan.FromMilliseconds(60 + random.Next(500) + (random.NextDouble() < 0.25 ? 1500 : 0));

    private void ChooseBack(DemoVisit visit, DateTimeOffset at, bool answers)
    {
        var asked = Ask(Of(phrases.Unclear), at);
        var done = Done(asked);
        var choices = new List<Choice>
        {
            new(visit.Topic.Title, visit.Topic.Id),
            new(CustomerWords.Say("NoneOfThese", language), null),
        };
        var confidence = 0.3 + (0.3 * random.NextDouble());
        log.Say(MessageRole.Bot, CustomerWords.Say("Clarify", language), done, new MessageContent.Offer(choices), confidence);
        log.Cover(asked, TurnOutcome.Clarified, TurnReason.SeveralFit, done, visit.Topic, confidence);
        if (answers)
            Answer(Ask(visit.Topic.Title, done + Seconds(6, 50)), visit.Topic, TurnReason.Chosen);
    }

    private void Hear(DemoCourse course, Message answer)
    {
        if (course is DemoCourse.ThumbUp or DemoCourse.ThumbDown)
            (answer.Helpful, answer.HelpfulAt) = (course == DemoCourse.ThumbUp, answer.At + Seconds(15, 120));
        if (course != DemoCourse.Thanked)
            return;
        var thanks = Ask(Of(phrases.Thanks), answer.At + Seconds(25, 240));
        var done = Done(thanks);
        log.Say(MessageRole.Bot, CustomerWords.Say("Thanks", language), done);
        log.Cover(thanks, TurnOutcome.SmallTalk, TurnReason.Thanked, done);
    }

    private TimeSpan Seconds(int from, int to) => TimeSpan.FromSeconds(random.Next(from, to));

    private string Of(IReadOnlyList<string> from) => from[random.Next(from.Count)];
}
