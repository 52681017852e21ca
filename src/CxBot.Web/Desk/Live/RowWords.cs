using CxBot.Conversations;

namespace CxBot.Web.Desk.Live;

/// <summary>What a row says beyond what lists are ordered by.</summary>
/// <param name="Number">The number that the customer writes from; null where the channel shows none.</param>
internal sealed record RowWords(string? Want, string? Order, int MoreOrders, string? LastWords, MessageRole? LastRole, string? News,
    string? Number, string? OwnerName, string? ReturnedBy)
{
    public BoardRow On(LightRow light) => light.Row with
    {
        CustomerName = light.Row.CustomerName ?? Number ?? light.Phone,
        OwnerName = OwnerName,
        Want = Want,
        Order = Order,
        MoreOrders = MoreOrders,
        LastWords = LastWords,
        LastRole = LastRole,
        News = News,
        ReturnedBy = ReturnedBy,
        IsRead = true,
    };
}

/// <summary>A row without its words.</summary>
/// <param name="Version">The words change only where this does.</param>
/// <param name="Phone">What the customer left, for who has neither name nor number.</param>
internal sealed record LightRow(BoardRow Row, RowVersion Version, string? Phone)
{
    public BoardRow Bare => Row.CustomerName is null && Phone is not null ? Row with { CustomerName = Phone } : Row;
}

/// <summary>How far a conversation has come: messages, turns, and who has it.</summary>
internal readonly record struct RowVersion(long LastSequence, long CoveredSequence, long Epoch);
