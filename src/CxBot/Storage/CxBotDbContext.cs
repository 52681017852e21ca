using CxBot.Agents;
using CxBot.Alerts;
using CxBot.Answering.Model;
using CxBot.ApiKeys;
using CxBot.Assistance;
using CxBot.Audit;
using CxBot.Canned;
using CxBot.Conversations.Cases;
using CxBot.Continuation;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Evaluation.Questions;
using CxBot.Evaluation;
using CxBot.Handover.Insertions;
using CxBot.Handover;
using CxBot.Handover.Hours;
using CxBot.Handover.Later;
using CxBot.Knowledge.Encoding;
using CxBot.Labels;
using CxBot.Media;
using CxBot.Reports.Facts;
using CxBot.Reports.Mail;
using CxBot.Reports.Rollups;
using CxBot.Reports.Shopping;
using CxBot.Search;
using CxBot.Surveys;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Storage;

/// <summary>Everything CxBot keeps, as one model for two providers. Used where the question is asked: there are no repositories.</summary>
public abstract class CxBotDbContext(DbContextOptions options) : IdentityDbContext<Agent>(options), IDataProtectionKeyContext
{
    public DbSet<Conversation> Conversations => Set<Conversation>();
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<Turn> Turns => Set<Turn>();
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<CustomerIdentity> CustomerIdentities => Set<CustomerIdentity>();
    public DbSet<HandoverRequest> Handovers => Set<HandoverRequest>();
    public DbSet<FollowUp> FollowUps => Set<FollowUp>();
    public DbSet<OutgoingDelivery> Outbox => Set<OutgoingDelivery>();
    public DbSet<DeliveryPart> DeliveryParts => Set<DeliveryPart>();
    public DbSet<ParkedReport> ParkedReports => Set<ParkedReport>();
    public DbSet<BilledMessage> BilledMessages => Set<BilledMessage>();
    public DbSet<AccountEvent> AccountEvents => Set<AccountEvent>();
    public DbSet<MessageTemplate> MessageTemplates => Set<MessageTemplate>();
    public DbSet<ConsentChange> ConsentChanges => Set<ConsentChange>();
    public DbSet<ContinuationCode> ContinuationCodes => Set<ContinuationCode>();
    public DbSet<WrongCode> WrongCodes => Set<WrongCode>();
    public DbSet<MediaFile> MediaFiles => Set<MediaFile>();
    public DbSet<MediaFetch> MediaFetches => Set<MediaFetch>();
    public DbSet<ModelCalls> ModelCalls => Set<ModelCalls>();
    public DbSet<StoredEmbedding> Embeddings => Set<StoredEmbedding>();
    public DbSet<QuestionSet> QuestionSets => Set<QuestionSet>();
    public DbSet<EvaluationResult> EvaluationResults => Set<EvaluationResult>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<AgentSeen> AgentSeen => Set<AgentSeen>();
    public DbSet<AgentMention> AgentMentions => Set<AgentMention>();
    public DbSet<AlertChoices> AlertChoices => Set<AlertChoices>();
    public DbSet<PushSubscription> PushSubscriptions => Set<PushSubscription>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();
    public DbSet<Lease> Leases => Set<Lease>();
    public DbSet<Label> Labels => Set<Label>();
    public DbSet<ConversationLabel> ConversationLabels => Set<ConversationLabel>();
    public DbSet<SavedView> SavedViews => Set<SavedView>();
    public DbSet<CannedReply> CannedReplies => Set<CannedReply>();
    public DbSet<Insertion> Insertions => Set<Insertion>();
    public DbSet<CaseSummary> CaseSummaries => Set<CaseSummary>();
    public DbSet<CustomerCase> Cases => Set<CustomerCase>();
    public DbSet<CaseEvent> CaseEvents => Set<CaseEvent>();
    public DbSet<CaseChange> CaseChanges => Set<CaseChange>();
    public DbSet<Survey> Surveys => Set<Survey>();
    public DbSet<CaseFact> CaseFacts => Set<CaseFact>();
    public DbSet<HandoverFact> HandoverFacts => Set<HandoverFact>();
    public DbSet<SurveyFact> SurveyFacts => Set<SurveyFact>();
    public DbSet<NextReplyFact> NextReplyFacts => Set<NextReplyFact>();
    public DbSet<HandlingFact> HandlingFacts => Set<HandlingFact>();
    public DbSet<BotReplyFact> BotReplyFacts => Set<BotReplyFact>();
    public DbSet<Rollup> Rollups => Set<Rollup>();
    public DbSet<RolledPeriod> RolledPeriods => Set<RolledPeriod>();
    public DbSet<FactName> FactNames => Set<FactName>();
    public DbSet<ShopCustomer> ShopCustomers => Set<ShopCustomer>();
    public DbSet<ShopActivity> ShopActivities => Set<ShopActivity>();
    public DbSet<OrderMonth> OrderMonths => Set<OrderMonth>();
    public DbSet<SubscriptionSpan> SubscriptionSpans => Set<SubscriptionSpan>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<ReportMailing> ReportMailings => Set<ReportMailing>();
    public DbSet<SearchMark> SearchMarks => Set<SearchMark>();
    public DbSet<SearchEntry> SearchEntries => Set<SearchEntry>();
    public DbSet<PresenceSpan> PresenceSpans => Set<PresenceSpan>();
    public DbSet<CalendarVersion> CalendarVersions => Set<CalendarVersion>();

    /// <summary>
    /// Which of the processes on this database this is; null where there can be only one, and nothing has to be claimed from others.
    /// </summary>
    public string? Node { get; init; }

    /// <summary>The channels of this installation: what the log appends depends on what they are like.</summary>
    public ChannelRegistry Channels { get; init; } = ChannelRegistry.None;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite cannot order DateTimeOffset, and enums by name can be read by a person in the table.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
        configurationBuilder.Properties<ConversationId>().HaveConversion<TextIdConverter<ConversationId>>();
        configurationBuilder.Properties<ArticleId>().HaveConversion<TextIdConverter<ArticleId>>();
        configurationBuilder.Properties<CustomerId>().HaveConversion<CustomerIdConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        builder.Entity<Conversation>(conversation =>
        {
            conversation.Property(c => c.Id).HasMaxLength(64);
            conversation.Property(c => c.AskedCode).HasMaxLength(64);
            conversation.Property(c => c.Epoch).IsConcurrencyToken();
            conversation.Property(c => c.Page).HasConversion<JsonConverter<PageContext>>();
            conversation.Property(c => c.Offered).HasConversion<JsonConverter<IReadOnlyList<Choice>>>();
            // What is erased is seen by nobody who does not ask for it.
            conversation.HasQueryFilter(c => c.Status != ConversationStatus.Erasing && c.Status != ConversationStatus.Erased);
            conversation.HasIndex(c => new { c.Status, c.LastMessageAt });
            conversation.HasIndex(c => c.OwnerId);
            conversation.HasIndex(c => c.CustomerId);
            conversation.Property(c => c.AddressHash).HasMaxLength(32);
            conversation.HasIndex(c => c.AddressHash);
            // What the sweep looks for every second: small, because almost nothing is ever behind.
            conversation.HasIndex(c => c.LastCustomerAt).HasFilter("\"LastCustomerSequence\" > \"CoveredSequence\"")
                .HasDatabaseName("IX_Conversations_Behind");
        });
        builder.Entity<Message>(message =>
        {
            message.HasKey(m => new { m.ConversationId, m.Sequence });
            message.HasOne<Conversation>().WithMany().HasForeignKey(m => m.ConversationId).OnDelete(DeleteBehavior.Cascade);
            message.HasIndex(m => new { m.Channel, m.ProviderId }).IsUnique();
            message.Property(m => m.Content).HasConversion<JsonConverter<MessageContent>>();
            message.Property(m => m.Signals).HasConversion<JsonConverter<IReadOnlyDictionary<string, double>>>();
            message.Property(m => m.Explanation).HasConversion<JsonConverter<Explanation>>();
        });
        builder.Entity<Turn>(turn =>
        {
            turn.HasKey(t => new { t.ConversationId, t.FirstSequence });
            turn.HasOne<Conversation>().WithMany().HasForeignKey(t => t.ConversationId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<Customer>(customer =>
        {
            // The database counts, and gives no number twice: of itself it does so for bare numbers alone.
            customer.Property(c => c.Id).ValueGeneratedOnAdd();
            if (this is SqliteDbContext)
                customer.Property(c => c.Id).UseAutoincrement();
            customer.HasMany(c => c.Identities).WithOne().HasForeignKey(i => i.CustomerId);
            customer.Property(c => c.Language).HasMaxLength(35);
            customer.Property(c => c.Attributes).HasConversion<JsonConverter<IReadOnlyList<CustomerAttribute>>>();
            // Customers are also made in plain SQL, which names what it knows alone.
            customer.Property(c => c.Version).HasDefaultValueSql("0");
        });
        builder.Entity<CustomerIdentity>().HasKey(i => new { i.Channel, i.Kind, i.Value });
        builder.Entity<HandoverRequest>(handover =>
        {
            handover.HasOne<Conversation>().WithMany().HasForeignKey(h => h.ConversationId).OnDelete(DeleteBehavior.Cascade);
            handover.Property(h => h.Brief).HasConversion<JsonConverter<HandoverBrief>>();
            handover.HasIndex(h => h.ConversationId);
            handover.HasIndex(h => h.RequestedAt);
            handover.HasOne(h => h.Case).WithMany().HasForeignKey(h => h.CaseId).OnDelete(DeleteBehavior.SetNull);
        });
        builder.Entity<FollowUp>(followUp =>
        {
            followUp.HasOne<Conversation>().WithMany().HasForeignKey(f => f.ConversationId).OnDelete(DeleteBehavior.Cascade);
            followUp.Property(f => f.Note).HasMaxLength(FollowUp.MaxNoteLength);
            // Two processes that bring one back at once: the second finds that it is done.
            followUp.Property(f => f.CameBackAt).IsConcurrencyToken();
            followUp.Property(f => f.EndedAt).IsConcurrencyToken();
            followUp.HasIndex(f => new { f.ConversationId, f.Kind }).IsUnique().HasFilter("\"EndedAt\" IS NULL");
            followUp.HasIndex(f => f.DueAt).HasFilter("\"EndedAt\" IS NULL").HasDatabaseName("IX_FollowUps_Open");
        });
        builder.Entity<OutgoingDelivery>(delivery =>
        {
            delivery.HasKey(d => new { d.ConversationId, d.Sequence });
            delivery.HasOne<Conversation>().WithMany().HasForeignKey(d => d.ConversationId).OnDelete(DeleteBehavior.Cascade);
            delivery.HasIndex(d => d.DueAt);
            delivery.Property(d => d.LeasedBy).HasMaxLength(16);
        });
        builder.Entity<Lease>(lease =>
        {
            lease.HasKey(l => l.Name);
            lease.Property(l => l.Name).HasMaxLength(160);
            lease.Property(l => l.Owner).HasMaxLength(16);
        });
        builder.Entity<DeliveryPart>(part =>
        {
            part.HasKey(p => new { p.ConversationId, p.Sequence, p.Part });
            part.HasOne<Conversation>().WithMany().HasForeignKey(p => p.ConversationId).OnDelete(DeleteBehavior.Cascade);
            part.HasIndex(p => new { p.Channel, p.ProviderId });
        });
        builder.Entity<ParkedReport>(parked =>
        {
            parked.HasKey(p => new { p.Channel, p.ProviderId, p.Status });
            parked.Property(p => p.Pricing).HasConversion<JsonConverter<Pricing>>();
        });
        builder.Entity<BilledMessage>(billed =>
        {
            billed.HasOne<Conversation>().WithMany().HasForeignKey(b => b.ConversationId).OnDelete(DeleteBehavior.SetNull);
            billed.HasIndex(b => new { b.ConversationId, b.Sequence, b.Part }).IsUnique();
            billed.HasIndex(b => b.At);
        });
        builder.Entity<AccountEvent>(news =>
        {
            news.Property(n => n.Hash).HasMaxLength(64);
            news.HasIndex(n => n.Hash).IsUnique();
            news.HasIndex(n => n.At);
        });
        builder.Entity<MessageTemplate>().HasKey(t => new { t.Channel, t.Name, t.Language });
        builder.Entity<ConsentChange>(consent =>
        {
            consent.HasOne<Customer>().WithMany().HasForeignKey(c => c.CustomerId);
            // What was written down before there were purposes was about everything, in a message.
            consent.Property(c => c.Purpose).HasDefaultValueSql("'All'");
            consent.Property(c => c.Source).HasDefaultValueSql("'Message'");
            consent.HasIndex(c => new { c.CustomerId, c.Channel, c.ProviderId }).IsUnique();
        });
        builder.Entity<ContinuationCode>(code =>
        {
            code.HasKey(c => c.Hash);
            code.Property(c => c.Hash).HasMaxLength(64);
            code.HasOne<Conversation>().WithMany().HasForeignKey(c => c.ConversationId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<WrongCode>(wrong =>
        {
            wrong.HasOne<Conversation>().WithMany().HasForeignKey(w => w.ConversationId).OnDelete(DeleteBehavior.Cascade);
            wrong.HasIndex(w => new { w.ConversationId, w.At });
        });
        builder.Entity<ModelCalls>(calls =>
        {
            calls.HasKey(c => c.Limit);
            calls.Property(c => c.Limit).HasMaxLength(100);
        });
        builder.Entity<StoredEmbedding>(embedding =>
        {
            embedding.HasKey(e => new { e.Encoder, e.Hash });
            embedding.Property(e => e.Encoder).HasMaxLength(200);
            embedding.Property(e => e.Hash).HasMaxLength(16);
        });
        builder.Entity<MediaFetch>(fetch =>
        {
            fetch.HasKey(f => new { f.ConversationId, f.Sequence });
            fetch.HasOne<Conversation>().WithMany().HasForeignKey(f => f.ConversationId).OnDelete(DeleteBehavior.Cascade);
            fetch.HasIndex(f => f.DueAt);
        });
        builder.Entity<MediaFile>(file =>
        {
            file.HasOne<Conversation>().WithMany().HasForeignKey(f => f.ConversationId).OnDelete(DeleteBehavior.Cascade);
            file.HasIndex(f => f.ConversationId);
        });
        builder.Entity<AuditEntry>(entry =>
        {
            entry.Property(e => e.Act).HasMaxLength(64);
            entry.Property(e => e.Details).HasConversion<JsonConverter<IReadOnlyDictionary<string, string>>>();
            entry.HasIndex(e => e.At);
            entry.HasIndex(e => new { e.Act, e.At });
        });
        builder.Entity<Label>(label =>
        {
            label.Property(l => l.Name).HasMaxLength(LabelName.MaxLength);
            label.Property(l => l.NameKey).HasMaxLength(LabelName.MaxKeyLength);
            label.HasIndex(l => l.NameKey).IsUnique();
        });
        builder.Entity<ConversationLabel>(label =>
        {
            label.HasKey(l => new { l.ConversationId, l.Case, l.LabelId });
            label.HasOne<Conversation>().WithMany().HasForeignKey(l => l.ConversationId).OnDelete(DeleteBehavior.Cascade);
            label.HasOne<Label>().WithMany().HasForeignKey(l => l.LabelId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<SavedView>(view =>
        {
            view.Property(v => v.Name).HasMaxLength(LabelName.MaxLength);
            view.Property(v => v.List).HasMaxLength(16);
            view.Property(v => v.Query).HasMaxLength(SavedView.MaxQueryLength);
            view.HasOne<Agent>().WithMany().HasForeignKey(v => v.AgentId).OnDelete(DeleteBehavior.Cascade);
            view.HasIndex(v => new { v.AgentId, v.Name }).IsUnique();
        });
        builder.Entity<CannedReply>(canned =>
        {
            canned.Property(c => c.OwnerId).HasMaxLength(64);
            canned.Property(c => c.Shortcut).HasMaxLength(CannedReply.MaxShortcutLength);
            canned.Property(c => c.Key).HasMaxLength(CannedReply.MaxShortcutLength);
            canned.Property(c => c.Title).HasMaxLength(CannedReply.MaxTitleLength);
            canned.Property(c => c.Text).HasMaxLength(CannedReply.MaxTextLength);
            canned.Property(c => c.Version).IsConcurrencyToken();
            canned.HasIndex(c => new { c.OwnerId, c.Key }).IsUnique();
        });
        builder.Entity<Insertion>(insertion =>
        {
            insertion.HasKey(i => new { i.ConversationId, i.Sequence, i.Place });
            insertion.HasOne<Conversation>().WithMany().HasForeignKey(i => i.ConversationId).OnDelete(DeleteBehavior.Cascade);
            insertion.Property(i => i.SourceId).HasMaxLength(Insertion.MaxSourceIdLength);
            // The improvement loop asks what became of one article or canned reply.
            insertion.HasIndex(i => new { i.Kind, i.SourceId });
        });
        builder.Entity<CaseSummary>(summary =>
        {
            summary.HasKey(s => s.ConversationId);
            summary.HasOne<Conversation>().WithMany().HasForeignKey(s => s.ConversationId).OnDelete(DeleteBehavior.Cascade);
        });
        AlertTables.Configure(builder);
        CaseTables.Configure(builder);
        SurveyTables.Configure(builder);
        RollupTables.Configure(builder);
        FactTables.Configure(builder);
        ShopTables.Configure(builder);
        ApiKeyTables.Configure(builder);
        ReportMailTables.Configure(builder);
        PresenceTables.Configure(builder);
        CalendarTables.Configure(builder);
        builder.Entity<SearchMark>(mark =>
        {
            mark.HasKey(m => m.ConversationId);
            mark.HasOne<Conversation>().WithOne().HasForeignKey<SearchMark>(m => m.ConversationId).OnDelete(DeleteBehavior.Cascade);
            mark.Property(m => m.Fold).HasMaxLength(40);
            mark.HasIndex(m => m.ConversationId).HasFilter("\"Changes\" > \"Indexed\"").HasDatabaseName("IX_SearchMarks_Changed");
        });
        builder.Entity<SearchEntry>(entry =>
        {
            entry.Property(e => e.Id).ValueGeneratedNever();
            entry.HasOne<Conversation>().WithMany().HasForeignKey(e => e.ConversationId).OnDelete(DeleteBehavior.Cascade);
            entry.HasIndex(e => new { e.ConversationId, e.Page }).IsUnique();
        });
        builder.Entity<QuestionSet>().Property(s => s.Id).ValueGeneratedNever();
        builder.Entity<EvaluationResult>().Property(r => r.Figures).HasConversion<JsonConverter<EvaluationFigures>>();
    }
}

/// <summary>The model on SQLite; a type of its own so that each provider has its own migrations.</summary>
public sealed class SqliteDbContext(DbContextOptions<SqliteDbContext> options) : CxBotDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        Folding.MapSqlite(builder);
    }
}

/// <summary>The model on PostgreSQL.</summary>
public sealed class PostgresDbContext(DbContextOptions<PostgresDbContext> options) : CxBotDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        Folding.MapPostgres(builder);
    }
}
