using CxBot.Storage;
using CxBot.Web.Desk.Live;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Desk.Labelling;

/// <summary>Which labels conversations have.</summary>
internal static class LabelQuery
{
    /// <summary>The labels of a conversation's present case, by name.</summary>
    public static async Task<IReadOnlyList<BoardLabel>> OfAsync(
        CxBotDbContext db, ConversationId conversationId, CancellationToken cancellationToken) =>
        await (from c in db.Conversations
               join l in db.ConversationLabels on new { c.Id, c.Case } equals new { Id = l.ConversationId, l.Case }
               join label in db.Labels on l.LabelId equals label.Id
               where c.Id == conversationId
               orderby label.NameKey
               select new BoardLabel(label.Id, label.Name, label.Colour)).ToListAsync(cancellationToken);

    /// <summary>On how many of these conversations' present cases each label is.</summary>
    public static async Task<Dictionary<long, int>> CountsAsync(
        CxBotDbContext db, IReadOnlyCollection<ConversationId> conversationIds, CancellationToken cancellationToken)
    {
        ConversationId[] ids = [.. conversationIds];
        return await (from c in db.Conversations
                      join l in db.ConversationLabels on new { c.Id, c.Case } equals new { Id = l.ConversationId, l.Case }
                      where ids.Contains(c.Id)
                      group l by l.LabelId into all
                      select new { all.Key, Count = all.Count() }).ToDictionaryAsync(one => one.Key, one => one.Count, cancellationToken);
    }
}
