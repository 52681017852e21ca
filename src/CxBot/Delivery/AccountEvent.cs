using CxBot.Storage;

namespace CxBot.Delivery;

/// <summary>
/// What a channel says of our account, number or templates there: kept, and shown to administrators until one has read it.
/// </summary>
public sealed class AccountEvent
{
    public long Id { get; init; }
    public required string Channel { get; init; }
    public AccountNews News { get; init; }

    /// <summary>What the words about it name: a template, a limit, a reason; null where there is nothing to name.</summary>
    public string? Detail { get; init; }

    /// <summary>Until when it holds; null where no end was told.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>As the channel put it, JSON.</summary>
    public required string Value { get; init; }

    /// <summary>Of what was told and when: the same told again is kept once.</summary>
    public required string Hash { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>When an administrator read it; null while none has.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>Somebody should look.</summary>
    public bool IsWarning =>
        News is not (AccountNews.Other or AccountNews.Reinstated or AccountNews.TemplateApproved or AccountNews.NameApproved
            or AccountNews.LimitChanged or AccountNews.PriceTierChanged);

    /// <summary>Keeps it, once. Called inside a <see cref="Writer"/> command.</summary>
    public async Task KeepAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        await using var keep = Sql.Command(db, """
            INSERT INTO "AccountEvents" ("Channel", "News", "Detail", "Until", "Value", "Hash", "At")
            VALUES (@channel, @news, @detail, @until, @value, @hash, @at) ON CONFLICT DO NOTHING
            """,
                ("@channel", Channel), ("@news", News.ToString()), ("@detail", Detail), ("@until", Until?.UtcTicks),
                ("@value", Value), ("@hash", Hash), ("@at", At.UtcTicks));
        await keep.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>While it holds, nothing goes out, or no reply does.</summary>
    public bool Stops => News is AccountNews.Disabled or AccountNews.Disconnected or AccountNews.RepliesBarred;
}

/// <summary>The kinds of such news.</summary>
public enum AccountNews
{
    Other,
    Disabled,
    WillBeDisabled,
    Disconnected,
    Reinstated,
    RepliesBarred,
    TemplatesBarred,
    Violation,
    Alert,
    QualityFell,
    LimitChanged,
    NameApproved,
    NameRefused,
    TemplateApproved,
    TemplateRefused,
    TemplateStopped,
    TemplateQualityFell,
    TemplateCategoryChanged,
    SecurityChanged,
    PriceTierChanged,
}
