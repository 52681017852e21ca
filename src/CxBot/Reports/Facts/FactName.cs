using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Reports.Facts;

/// <summary>The number that stands for a name in the facts: of a channel, a language, an article, a skill, an agent's account.</summary>
public sealed class FactName
{
    public int Id { get; init; }
    public required FactNameKind Kind { get; init; }
    public required string Name { get; init; }

    /// <summary>The number of a name; one that is new gets one. Called inside a <see cref="Writer"/> command; it saves.</summary>
    internal static async Task<int> NumberAsync(
        CxBotDbContext db, FactNameKind kind, string name, CancellationToken cancellationToken)
    {
        if (await db.FactNames.Where(n => n.Kind == kind && n.Name == name).Select(n => n.Id).SingleOrDefaultAsync(cancellationToken)
            is > 0 and var known)
            return known;
        var added = new FactName { Kind = kind, Name = name };
        db.FactNames.Add(added);
        await db.SaveChangesAsync(cancellationToken);
        return added.Id;
    }

    /// <summary>Removes the names that stand in no fact and in nothing that is added up. Called inside a <see cref="Writer"/>
    /// command.</summary>
    internal static async Task RemoveUnusedAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        var used = await CountedFact.Kinds(db)
            .SelectMany(kind => new[]
            {
                kind.Select(f => f.Channel), kind.Select(f => f.Language), kind.Select(f => f.Topic), kind.Select(f => f.Skill),
                kind.Select(f => f.Agent),
            })
            .Append(db.Rollups.Select(r => r.Value)).Append(db.Rollups.Select(r => r.Part))
            .Aggregate(Queryable.Union).ToListAsync(cancellationToken);
        await db.FactNames.Where(n => !used.Contains(n.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}

public enum FactNameKind
{
    Channel,
    Language,
    Topic,
    Skill,
    Agent,

    /// <summary>A part of a figure, in the rollups.</summary>
    Part,
}
