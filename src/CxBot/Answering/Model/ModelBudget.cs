using System.Collections.Concurrent;

namespace CxBot.Answering.Model;

/// <summary>What may still be spent on the model, in calls: per conversation and per day. Kept in memory: a restart counts anew.</summary>
internal sealed class ModelBudget(ModelOptions options, TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(24);
    private const int ForgetEvery = 1_000;

    private readonly ConcurrentDictionary<string, Spent> conversations = new();
    private readonly Lock counting = new();
    private DateOnly day;
    private int calls;

    /// <summary>Takes one call where both have one left.</summary>
    public bool TryTake(string conversationId)
    {
        var now = time.GetUtcNow();
        lock (counting)
        {
            var today = DateOnly.FromDateTime(now.UtcDateTime);
            if (day != today) (day, calls) = (today, 0);
            if (calls >= options.CallsPerDay) return false;
            var spent = conversations.TryGetValue(conversationId, out var known) && now - known.Since < Remembered ? known : new Spent(0, now);
            if (spent.Calls >= options.CallsPerConversation) return false;
            conversations[conversationId] = spent with { Calls = spent.Calls + 1 };
            if (++calls % ForgetEvery == 0) Forget(now);
            return true;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var entry in conversations)
        {
            if (now - entry.Value.Since >= Remembered) conversations.TryRemove(entry);
        }
    }

    private sealed record Spent(int Calls, DateTimeOffset Since);
}
