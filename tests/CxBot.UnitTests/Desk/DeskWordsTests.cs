using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using CxBot.Accounts;
using CxBot.Answering.Wording;
using CxBot.ApiKeys;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Evaluation.Questions;
using CxBot.Evaluation;
using CxBot.Handover;
using CxBot.Handover.Later;
using CxBot.Knowledge;
using CxBot.Labels;
using CxBot.Language;
using CxBot.Mail;
using CxBot.Media;
using CxBot.Reports.Mail;
using CxBot.Tests.Testing;
using CxBot.Web.Desk.Evaluation.Questions;
using CxBot.Web.Desk.Lists.Filters;
using CxBot.Web.Desk.Live;
using CxBot.Web.Desk;

namespace CxBot.Tests.Desk;

public sealed partial class DeskWordsTests
{
    private static readonly ResourceManager Resources = new("CxBot.Web.Desk.DeskWords", typeof(DeskWords).Assembly);

    [Fact]
    public void Both_languages_say_everything()
    {
        var indonesian = Read("");
        var english = Read("en");
        Assert.Equal(indonesian.Keys.Order(), english.Keys.Order());
        Assert.DoesNotContain(indonesian.Concat(english), word => string.IsNullOrWhiteSpace(word.Value));
    }

    [Fact]
    public void Both_languages_have_the_same_places_for_names_and_numbers()
    {
        var english = Read("en");
        Assert.All(Read(""), word => Assert.Equal(Places(word.Value), Places(english[word.Key])));
    }

    [Fact]
    public void Everything_the_pages_say_has_words()
    {
        var known = Read("").Keys.ToHashSet();
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "CxBot.Web", "Desk"), "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal));
        // A key that ends in an underscore is only the beginning of one.
        var said = files.SelectMany(file => Said().Matches(File.ReadAllText(file))).SelectMany(match => Literal().Matches(match.Value))
            .Select(match => match.Groups[1].Value);
        Assert.DoesNotContain(said.Where(key => !key.EndsWith('_')), key => !known.Contains(key));
    }

    [Fact]
    public void Every_value_that_is_shown_has_words()
    {
        var known = Read("").Keys.ToHashSet();
        Assert.DoesNotContain(
            Keys<ConversationStatus>().Concat(Keys<HandoverReason>()).Concat(Keys<HandoverOutcome>()).Concat(Keys<DeliveryStatus>())
                .Concat(Keys<FollowUpKind>())
                .Concat(Keys<AccountProblem>()).Concat(Keys<MediaRefusal>())
                .Concat(Keys<EvaluationSource>()).Concat(Keys<QuestionFault>()).Concat(Keys<QuestionFilter>()).Concat(Keys<AdviceKind>())
                .Concat(Keys<DecisionKind>()).Concat(Keys<Mood>()).Concat(Keys<QueuedBecause>())
                .Concat(Keys<HandoverActKind>()).Concat(Keys<HandoverStage>()).Concat(Keys<BriefAttemptKind>())
                .Concat(Keys<LabelColour>()).Concat(Keys<LabelProblem>()).Concat(Keys<Whose>())
                .Concat(Keys<ApiKeyProblem>()).Concat(Keys<MailProblem>()).Concat(Keys<MailPeriod>()).Concat(Keys<MailingState>())
                .Concat(ApiScopes.All.Select(scope => $"ApiScope_{scope}"))
                .Concat(Enum.GetNames<MailPeriod>().Select(name => $"ReportMailSubject_{name}"))
                .Concat(Enum.GetNames<DecisionKind>().Select(name => $"Explained_{name}"))
                .Concat(Enum.GetNames<AdviceKind>().SelectMany(name => new[] { $"Advice_{name}", $"AdviceToDo_{name}" }))
                .Concat(Enum.GetNames<JobKind>().Select(name => $"Job_{name}"))
                .Concat(Keys<WritingOutcome>().Where(key => !key.EndsWith(nameof(WritingOutcome.NotNeeded), StringComparison.Ordinal)))
                .Concat(Enum.GetNames<HandoverReason>().Select(name => $"Why_{name}"))
                .Concat(AuditActs.All.Select(act => $"Act_{act}")),
            key => !known.Contains(key));
    }

    private static IEnumerable<string> Keys<T>() where T : struct, Enum => Enum.GetNames<T>().Select(name => $"{typeof(T).Name}_{name}");

    private static Dictionary<string, string> Read(string language) =>
        Resources.GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static IEnumerable<string> Places(string words) => Place().Matches(words).Select(match => match.Value).Distinct().Order();

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Place();

    [GeneratedRegex(@"[Ww]ords(\.Say\(|\[)[^\])]*")]
    private static partial Regex Said();

    [GeneratedRegex("\"([A-Z][A-Za-z_]+)\"")]
    private static partial Regex Literal();
}
