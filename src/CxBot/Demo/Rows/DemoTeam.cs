using CxBot.Agents;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Demo.Plan;
using CxBot.Demo.Texts;
using CxBot.Labels;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Demo.Rows;

/// <summary>Who answers in the invented shop, and the label on what they answer. Nobody can sign in as one of them: they are disabled, and
/// have no password.</summary>
internal sealed record DemoTeam(IReadOnlyList<NamedAgent> Agents, long LabelId)
{
    private const string LabelText = "Demo";

    /// <summary>The accounts' ids.</summary>
    public static readonly IReadOnlyList<string> Ids = [.. DemoTexts.Instance.Agents.Select((_, at) => $"demo-{at + 1}")];

    /// <summary>Adds them, with when they were at the desk. Called inside a <see cref="Writer"/> command; it saves.</summary>
    public static async Task<DemoTeam> AddAsync(CxBotDbContext db, DemoPlan plan, DemoShifts shifts, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var since = new DateTimeOffset(plan.First.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var agents = DemoTexts.Instance.Agents.Zip(Ids, (name, id) => new Agent
        {
            Id = id,
            UserName = id,
            NormalizedUserName = id.ToUpperInvariant(),
            // ".invalid" is nobody's, for ever.
            Email = $"{id}@demo.invalid",
            NormalizedEmail = $"{id}@DEMO.INVALID".ToUpperInvariant(),
            DisplayName = name,
            Disabled = true,
            CreatedAt = since,
        }).ToList();
        db.Users.AddRange(agents);
        for (var day = plan.First; day <= plan.Last; day = day.AddDays(1))
            db.PresenceSpans.AddRange(shifts.On(day).Where(span => span.From < now).Select(span => new PresenceSpan
            {
                AgentId = Ids[span.Agent],
                From = span.From,
                To = span.To < now ? span.To : now,
                Away = span.Away,
            }));
        await db.SaveChangesAsync(cancellationToken);
        return new DemoTeam([.. agents.Select(agent => agent.Named())], await LabelAsync(db, since, cancellationToken));
    }

    /// <summary>The label; where the team has one of that name, theirs.</summary>
    private static async Task<long> LabelAsync(CxBotDbContext db, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var key = LabelName.Key(LabelText);
        if (await db.Labels.SingleOrDefaultAsync(l => l.NameKey == key, cancellationToken) is { } theirs)
            return theirs.Id;
        var label = new Label { Name = LabelText, NameKey = key, Colour = LabelColour.Violet, CreatedAt = at };
        db.Labels.Add(label);
        await db.SaveChangesAsync(cancellationToken);
        await DemoMark.LabelAsync(db, label.Id, cancellationToken);
        return label.Id;
    }
}
