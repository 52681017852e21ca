using CxBot.Answering;
using CxBot.Conversations;
using CxBot.Language.Text;
using CxBot.Language;
using CxBot.Words;

namespace CxBot.Handover;

/// <summary>Writes the brief from what was said in the case. Pure.</summary>
internal static class HandoverBriefWriter
{
    private const int FirstWants = 3;
    private const int LastWants = 2;

    /// <summary>Who has called so often waits no longer in good spirits.</summary>
    private const int CallsOfAnnoyed = 2;

    private const int BestOfEach = 2;

    /// <summary>Buttons that say nothing of what is wanted.</summary>
    private static readonly string[] NotWants = ["NoneOfThese", "YesThat", "NotThat"];

    /// <param name="last">What the message said that is handed over.</param>
    /// <param name="found">What the knowledge had for it, best first.</param>
    public static HandoverBrief Write(
        IReadOnlyList<Message> said, Utterance last, IReadOnlyList<Candidate> found, PageContext? page, string language)
    {
        var customer = Words(said);
        var read = customer.Select(m => Utterance.Read(m.Text, language)).ToList();
        return new HandoverBrief(
            Wants(said, customer, read),
            // What was found for the words that asked for a person was looked for in vain.
            Tried(said, IsCall(last) ? [] : found),
            [],
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
        Add(new HandoverBrief([], [], [], Mood.Calm, language, false, [], [], [], page?.Title, page?.Address, page?.Product), said)
        with
        { WroteAgain = 0 };

    /// <summary>Adds what a waiting customer wrote to the brief, so that no agent asks for it again.</summary>
    public static HandoverBrief Add(HandoverBrief brief, IReadOnlyList<Message> said)
    {
        var customer = Words(said);
        var read = customer.Select(m => Utterance.Read(m.Text, brief.Language)).ToList();
        var wants = customer.Where((m, i) => IsWant(read[i])).Select(m => m.Text);
        var calls = read.Where(IsCall).ToList();
        var wroteAgain = brief.WroteAgain + calls.Count;
        var impatient = wroteAgain >= CallsOfAnnoyed && calls.Any(Lexicon.BuiltIn.BareCall.SaysTheyWait) ? Mood.Annoyed : Mood.Calm;
        return brief with
        {
            Wants = Keep(brief.Wants.Concat(wants)),
            WroteAgain = wroteAgain,
            Mood = read.Select(u => u.Mood).Append(brief.Mood).Append(impatient).Max(),
            Slang = brief.Slang || customer.Any(m => TextNormalizer.Words(m.Text).Any(Lexicon.BuiltIn.Vocabulary.IsInformal)),
            OrderNumbers = Distinct(read, u => u.OrderNumbers, brief.OrderNumbers),
            PhoneNumbers = Distinct(read, u => u.PhoneNumbers, brief.PhoneNumbers),
            Emails = Distinct(read, u => u.Emails, brief.Emails),
        };
    }

    /// <summary>The real questions in the customer's own words, without small talk, pressed buttons and bare calls for a person. Where
    /// nothing is left, the buttons.</summary>
    private static List<string> Wants(IReadOnlyList<Message> said, List<Message> customer, List<Utterance> read)
    {
        var offered = said.SelectMany(m => m.Content.Choices ?? []).Select(c => c.Title).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var wants = customer.Where((m, i) => IsWant(read[i])).Select(m => m.Text).ToList();
        var own = wants.Where(want => !offered.Contains(want)).ToList();
        return Keep(own.Count > 0 ? own : wants.Where(want => !NotWants.Any(key => CustomerWords.IsSaid(key, want))));
    }

    private static bool IsWant(Utterance read) => read.HasQuestion && !IsCall(read);

    /// <summary>Words that say nothing but that somebody is called or waited for; thanks and the like are none of them.</summary>
    private static bool IsCall(Utterance read) => (read.HasQuestion || read.WantsPerson) && Lexicon.BuiltIn.BareCall.IsIn(read);

    /// <summary>The first ones stay, because they began the case; of what came later the latest, because nobody reads more.</summary>
    private static List<string> Keep(IEnumerable<string> wants)
    {
        var all = wants.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return all.Count <= FirstWants + LastWants ? all : [.. all.Take(FirstWants), .. all.TakeLast(LastWants)];
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
            .Select(c => new BriefAttempt(BriefAttemptKind.Offered, TitleOf(c, asked!), asked!.Confidence ?? 0, c.ArticleId!.Value))
            .Take(BestOfEach);
        var found = candidates.Select(c => new BriefAttempt(BriefAttemptKind.Found, c.Article.Title, c.Score, c.Article.Id))
            .Take(BestOfEach);
        return [.. answered.TakeLast(BestOfEach).Concat(offered).Concat(found).DistinctBy(a => a.ArticleId)];
    }

    /// <summary>"Yes, that" says nothing: the article has a name.</summary>
    private static string TitleOf(Choice choice, Message asked) =>
        asked.Explanation?.Candidates.FirstOrDefault(c => c.Id == choice.ArticleId)?.Title ?? choice.Title;

    /// <summary>The customer's words to people. STOP and START are meant for the channel.</summary>
    private static List<Message> Words(IReadOnlyList<Message> said) =>
        Replaced.Without(
            [.. said.Where(m => m is { Role: MessageRole.Customer, Kind: MessageKind.Text, Content.Consent: null } && m.Text.Length > 0)]);

    private static List<string> Distinct(
        List<Utterance> read, Func<Utterance, IReadOnlyList<string>> found, params IReadOnlyList<string> known) =>
        [.. known.Concat(read.SelectMany(found)).Distinct(StringComparer.OrdinalIgnoreCase)];
}
