using CxBot.Agents;
using CxBot.Answering.Model;
using CxBot.ApiKeys;
using CxBot.Audit;
using CxBot.Canned;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Evaluation.Questions;
using CxBot.Evaluation;
using CxBot.Handover;
using CxBot.Handover.Hours;
using CxBot.Language;
using CxBot.Conversations.Cases;
using CxBot.Reports.Facts;
using CxBot.Reports.Rollups;
using CxBot.Reports.Shopping;
using CxBot.Reports.Mail;
using CxBot.Surveys;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.PersonalData;

/// <summary>A new table or column must say what becomes of it when a customer is erased.</summary>
public sealed class ErasureCoverageTests
{
    /// <summary>Erased by hand, see <c>CustomerErasure</c> and <c>ErasurePieces</c>.</summary>
    private static readonly Type[] ByHand = [typeof(Customer), typeof(CustomerIdentity), typeof(ConsentChange), typeof(ParkedReport),
        typeof(Conversation), typeof(QuestionSet), typeof(EvaluationResult), typeof(Lease), typeof(ModelCalls),
        typeof(CaseEvent), typeof(CaseChange), typeof(ShopCustomer), typeof(ShopActivity)];

    /// <summary>Holds nothing of customers.</summary>
    private static readonly string[] NotOfCustomers = ["Agent", "MessageTemplate", "StoredEmbedding", "DataProtectionKey",
        "Label", "SavedView",
        nameof(AccountEvent), nameof(AuditEntry), nameof(CannedReply), "AlertChoices", "PushSubscription",
        nameof(PresenceSpan), nameof(CalendarVersion),
        nameof(CaseFact), nameof(HandoverFact), nameof(NextReplyFact), nameof(HandlingFact), nameof(BotReplyFact), nameof(SurveyFact),
        nameof(Rollup), nameof(RolledPeriod), nameof(FactName), nameof(OrderMonth), nameof(SubscriptionSpan),
        nameof(ApiKey), nameof(ReportMailing)];

    [Fact]
    public void Every_table_goes_with_its_conversation_is_erased_by_hand_or_holds_nothing_of_customers()
    {
        using var db = Model();
        var forgotten = db.Model.GetEntityTypes()
            .Where(type => !type.ClrType.Name.StartsWith("Identity", StringComparison.Ordinal)
                && !NotOfCustomers.Contains(type.ClrType.Name) && !ByHand.Contains(type.ClrType) && !GoesWithConversation(type))
            .Select(type => type.ClrType.Name);
        Assert.Empty(forgotten);
    }

    [Fact]
    public void What_stays_of_cases_and_turns_has_no_words()
    {
        using var db = Model();
        Assert.Equal(["AgentId", "AssignedById", "Brief", "ConversationId", "OutcomeNote", "RatingComment", "Skill"], Texts(db, typeof(HandoverRequest)));
        Assert.Equal(["ArticleId", "ConversationId"], Texts(db, typeof(Turn)));
        Assert.Equal(["Address", "AddressHash", "AskedCode", "Channel", "ContinuesId", "Id", "Language", "Offered", "OwnerId", "Page"],
            Texts(db, typeof(Conversation)));
        Assert.Equal(["Channel", "ConversationId"], Texts(db, typeof(CustomerCase)));
        Assert.Equal(["Channel", "ConversationId", "FromId", "Skill", "ToId"], Texts(db, typeof(CaseEvent)));
        Assert.Equal(["AgentId", "Channel", "Comment", "ConversationId"], Texts(db, typeof(Survey)));
        Assert.Empty(Texts(db, typeof(CaseFact)));
        Assert.Empty(Texts(db, typeof(HandoverFact)));
        Assert.Empty(Texts(db, typeof(SurveyFact)));
        Assert.Empty(Texts(db, typeof(NextReplyFact)));
        Assert.Empty(Texts(db, typeof(HandlingFact)));
        Assert.Empty(Texts(db, typeof(BotReplyFact)));
        Assert.Empty(Texts(db, typeof(OrderMonth)));
        Assert.Empty(Texts(db, typeof(SubscriptionSpan)));
    }

    [Fact]
    public void A_brief_without_words_has_none()
    {
        var brief = new HandoverBrief(["mau apa"], [new BriefAttempt(BriefAttemptKind.Found, "judul", 0.5, new("id"))], ["janji"],
            Mood.Angry, "id", true, ["INV-1"], ["0812"], ["a@b.test"], "halaman", "https://x.test", "kemeja");
        Assert.Equal(StoredJson.Write(new HandoverBrief([], [], [], Mood.Angry, "id", true, [], [], [], null, null, null)),
            StoredJson.Write(brief.WithoutWords()));
    }

    /// <summary>What was charged stays without its conversation: it has no words, and its key is emptied.</summary>
    private static bool GoesWithConversation(IReadOnlyEntityType type) =>
        type.GetForeignKeys()
            .Any(key => key.PrincipalEntityType.ClrType == typeof(Conversation)
                && (key.DeleteBehavior == DeleteBehavior.Cascade || type.ClrType == typeof(BilledMessage)));

    private static IEnumerable<string> Texts(CxBotDbContext db, Type type) =>
        db.Model.FindEntityType(type)!.GetProperties()
            .Where(p => (Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType) is { IsPrimitive: false, IsEnum: false } clr
                && clr != typeof(DateTimeOffset) && clr != typeof(CustomerId)).Select(p => p.Name).Order();

    private static SqliteDbContext Model() => new(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite("Data Source=:memory:").Options);
}
