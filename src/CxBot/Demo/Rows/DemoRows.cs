using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Demo.Plan;
using CxBot.Handover;
using CxBot.Storage;

namespace CxBot.Demo.Rows;

/// <summary>Writes invented customers with all that they do. Called inside a <see cref="Writer"/> command.</summary>
internal sealed class DemoRows(DemoSettings settings, DemoTeam team, DateTimeOffset now)
{
    public async Task WriteAsync(CxBotDbContext db, IReadOnlyList<DemoPerson> people, CancellationToken cancellationToken)
    {
        // Looked at once, before it is saved: with every row that is added it would be for all rows before.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var stories = people.Select(person => Begin(db, person)).ToList();
        await db.SaveChangesAsync(cancellationToken);
        foreach (var story in stories)
            story.Play();
        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(cancellationToken);
        await DemoMark.CasesAsync(db, [.. db.Cases.Local.Select(one => one.Id)], cancellationToken);
    }

    /// <summary>What must have its number before the story is played: the customer, the conversation, its handovers.</summary>
    private DemoStory Begin(CxBotDbContext db, DemoPerson person)
    {
        var began = person.Visits[0].At.AddSeconds(-30);
        var conversation = new Conversation
        {
            Id = new ConversationId(DemoMark.Prefix + person.Number),
            Channel = person.OnChat ? settings.ChatChannel : settings.SiteChannel,
            Customer = new Customer { Name = person.Name, CreatedAt = began, Identities = [DemoMark.Of(person)] },
            CreatedAt = began,
            LastMessageAt = began,
        };
        db.Conversations.Add(conversation);
        var handovers = person.Visits.Where(visit => visit.People is not null).Select(visit => new HandoverRequest
        {
            ConversationId = conversation.Id,
            Reason = visit.People!.Reason,
            Skill = visit.Topic.Skill,
            Brief = HandoverBriefWriter.Begin([], null, person.Language),
            RequestedAt = visit.At,
            QueuedAt = visit.At,
        }).ToList();
        db.Handovers.AddRange(handovers);
        return new DemoStory(db, person, conversation, handovers, team, now);
    }
}
