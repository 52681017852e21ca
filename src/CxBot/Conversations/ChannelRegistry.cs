using System.Collections.Frozen;

namespace CxBot.Conversations;

/// <summary>The channels of this installation, by their keys.</summary>
public sealed class ChannelRegistry(IEnumerable<ChannelTraits> channels)
{
    /// <summary>No channel at all, for tools that only look at a database.</summary>
    public static readonly ChannelRegistry None = new([]);

    private readonly FrozenDictionary<string, ChannelTraits> _channels = channels.ToFrozenDictionary(channel => channel.Key);

    /// <summary>The channel's traits. Of a channel that this installation no longer has, outgoing messages wait.</summary>
    public ChannelTraits Of(string key) => _channels.GetValueOrDefault(key) ?? new ChannelTraits(key, key) { IsPushed = true };
}
