namespace CxBot.Reports.Shopping;

/// <summary>The months from the beginning of a subscription to its end. It stays when its customer is erased.</summary>
public sealed class SubscriptionSpan
{
    public long Id { get; init; }
    public long ShopCustomerId { get; init; }

    /// <summary>In months since January 1970, of the business's zone.</summary>
    public int Begun { get; init; }

    /// <summary>The month in which it ended; null while it goes on.</summary>
    public int? Ended { get; init; }

    /// <summary>It did not end: its customer was erased, and nobody can say how it went on.</summary>
    public bool IsLost { get; init; }

    /// <summary>The spans of a customer's subscriptions. What ends and begins again in one month has not ended; an end of what never began
    /// says nothing. Pure.</summary>
    /// <param name="all">What happened to them, in any order.</param>
    /// <param name="monthOf">The month of a moment.</param>
    public static IReadOnlyList<SubscriptionSpan> Of(
        long shopCustomerId, IEnumerable<ShopActivity> all, Func<DateTimeOffset, int> monthOf)
    {
        var spans = new List<SubscriptionSpan>();
        foreach (var of in all.GroupBy(one => one.Subscription))
        {
            var months = new List<(int Begun, int? Ended)>();
            foreach (var one in of.OrderBy(one => one.At).ThenBy(one => one.Kind))
            {
                var month = monthOf(one.At);
                if (months is [.., { Ended: null } open])
                {
                    if (one.Kind == ActivityKind.SubscriptionEnded)
                        months[^1] = open with { Ended = month };
                }
                else if (one.Kind == ActivityKind.SubscriptionEnded)
                {
                    continue;
                }
                else if (months is [.., var last] && last.Ended == month)
                {
                    months[^1] = last with { Ended = null };
                }
                else
                {
                    months.Add((month, null));
                }
            }

            spans.AddRange(months.Select(
                span => new SubscriptionSpan { ShopCustomerId = shopCustomerId, Begun = span.Begun, Ended = span.Ended }));
        }

        return spans;
    }
}
