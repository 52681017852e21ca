using CxBot.Answering;
using CxBot.Conversations;
using CxBot.Language.Text;
using CxBot.Language;

namespace CxBot.Handover;

/// <summary>Writes the brief from what was said in the case. Pure.</summary>
internal static class HandoverBriefWriter
{
    private const int MaxWants = 3;
    private const int BestOfEach = 2;

    /// <param name="last">What the message said that is handed over.</param>
    /// <param name="found">What the knowledge had for it, best first.</param>
    /// <param name="replies">What the customer is told beside articles.</param>
    public static HandoverBrief Write(
        IReadOnlyList<Message> said, Utterance last, IReadOnlyList<Candidate> found, PageContext? page, string language,
        IReadOnlyList<string> replies)
    {
        var customer = Words(said);
        var read = customer.Select(m => Utterance.Read(m.Text, language)).ToList();
        return new HandoverBrief(
            Wants(said, customer, read),
            Tried(said, found),
            replies,
            read.TakeLast(5).Append(last).Max(u => u.Mood),
            language,
            customer.Any(m => TextNormalizer.Words(m.Text).Any(Lexicon.BuiltIn.Vocabulary.IsInformal)),
            Distinct(read, u => u.OrderNumbers),
            Distinct(read, u => u.PhoneNumbers),
            Distinct(read, u => u.Emails),
            page?.Title,
            page?.Address,
            page?.Product);
    }

    /// <summary>Writes a brief from the customer's words alone, where no turn decided anything.</summary>
    public static HandoverBrief Begin(IReadOnlyList<Message> said, PageContext? page, string language) =>
        Add(new HandoverBrief([], [], [], Mood.Calm, language, false, [], [], [], page?.Title, page?.Address, page?.Product), said);

    /// <summary>Adds what a waiting customer wrote to the brief, so that no agent asks for it again.</summary>
    public static HandoverBrief Add(HandoverBrief brief, IReadOnlyList<Message> said)
    {
        var customer = Words(said);
        var read = customer.Select(m => Utterance.Read(m.Text, brief.Language)).ToList();
        var wants = customer.Where((m, i) => read[i] is { HasQuestion: true, WantsPerson: false }).Select(m => m.Text);
        return brief with
        {
            Wants = [.. brief.Wants.Concat(wants).Distinct(StringComparer.OrdinalIgnoreCase).TakeLast(MaxWants)],
            Mood = read.Select(u => u.Mood).Append(brief.Mood).Max(),
            Slang = brief.Slang || customer.Any(m => TextNormalizer.Words(m.Text).Any(Lexicon.BuiltIn.Vocabulary.IsInformal)),
            OrderNumbers = Distinct(read, u => u.OrderNumbers, brief.OrderNumbers),
            PhoneNumbers = Distinct(read, u => u.PhoneNumbers, brief.PhoneNumbers),
            Emails = Distinct(read, u => u.Emails, brief.Emails),
        };
    }

    /// <summary>The last real questions in the customer's own words, without small talk, pressed buttons and bare calls for a person. Where
    /// nothing is left, the last words.</summary>
    private static List<string> Wants(IReadOnlyList<Message> said, List<Message> customer, List<Utterance> read)
    {
        var offered = said.SelectMany(m => m.Content.Choices ?? []).Select(c => c.Title).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var wants = customer.Where((m, i) => read[i] is { HasQuestion: true, WantsPerson: false } && !offered.Contains(m.Text))
            .Select(m => m.Text).ToList();
        if (wants.Count == 0)
            wants = [.. customer.Select(m => m.Text)];
        return [.. wants.Distinct(StringComparer.OrdinalIgnoreCase).TakeLast(MaxWants)];
    }

    /// <summary>What was answered, what was offered last, and what was found now: the best two of each, because nobody reads
    /// more.</summary>
    private static List<BriefAttempt> Tried(IReadOnlyList<Message> said, IReadOnlyList<Candidate> candidates)
    {
        var bot = said.Where(m => m.Role == MessageRole.Bot).ToList();
        var answered = from message in bot
                       let answer = message.Content as MessageContent.Answer
                       where answer is not null
                       select new BriefAttempt(BriefAttemptKind.Answered, answer.Source.Title, message.Confidence ?? 1, answer.Source.Id);
        var asked = bot.LastOrDefault(m => m.Content.Choices?.Any(c => c.ArticleId is not null) == true);
        var offered = (asked?.Content.Choices ?? []).Where(c => c.ArticleId is not null)
            .Select(c => new BriefAttempt(BriefAttemptKind.Offered, c.Title, asked!.Confidence ?? 0, c.ArticleId!)).Take(BestOfEach);
        var found = candidates.Select(c => new BriefAttempt(BriefAttemptKind.Found, c.Article.Title, c.Score, c.Article.Id))
            .Take(BestOfEach);
        return [.. answered.TakeLast(BestOfEach).Concat(offered).Concat(found).DistinctBy(a => a.ArticleId)];
    }

    /// <summary>The customer's words to people. STOP and START are meant for the channel.</summary>
    private static List<Message> Words(IReadOnlyList<Message> said) =>
        Replaced.Without(
            [.. said.Where(m => m is { Role: MessageRole.Customer, Kind: MessageKind.Text, Content.Consent: null } && m.Text.Length > 0)]);

    private static List<string> Distinct(
        List<Utterance> read, Func<Utterance, IReadOnlyList<string>> found, params IReadOnlyList<string> known) =>
        [.. known.Concat(read.SelectMany(found)).Distinct(StringComparer.OrdinalIgnoreCase)];
}
