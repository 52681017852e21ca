using CxBot.Web.Channels.DirectLine.Tokens;
using CxBot.Web.Operations.Limits;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.DirectLine.Streaming;

/// <summary>Who may listen: so many sockets in a conversation, of which the oldest makes room for one more, and so many from one address. A
/// ticket opens one socket.</summary>
/// <remarks>Counted by each process. A ticket lives for a minute, so what is remembered of it is little, and after a restart it is soon too
/// old.</remarks>
public sealed class StreamPlaces(IOptions<RateLimitOptions> rates, TimeProvider time)
{
    private const int ForgetEvery = 256;

    private readonly Lock _change = new();
    private readonly Dictionary<ConversationId, List<StreamPlace>> _byConversation = [];
    private readonly Dictionary<string, int> _byAddress = [];
    private readonly Dictionary<string, DateTimeOffset> _used = [];

    /// <summary>Takes a place; the caller gives it up by disposal.</summary>
    public StreamPlaceTaken Take(StreamTicket ticket, ConversationId conversationId, string address)
    {
        var limits = rates.Value;
        StreamPlace? oldest;
        StreamPlace place;
        lock (_change)
        {
            if (_used.ContainsKey(ticket.Id))
                return new(null, StreamRefusal.TicketUsed);
            var here = _byConversation.GetValueOrDefault(conversationId) ?? [];
            oldest = here.Count >= limits.SocketsPerConversation ? here[0] : null;
            var fromAddress = _byAddress.GetValueOrDefault(address) - (oldest?.Address == address ? 1 : 0);
            if (limits.Enabled && fromAddress >= limits.SocketsPerAddress)
                return new(null, StreamRefusal.AddressFull);

            Remember(ticket);
            if (oldest is not null)
                Leave(oldest);
            place = new StreamPlace(conversationId, address, ticket.EndsAt, time, Leave);
            _byConversation[conversationId] = [.. _byConversation.GetValueOrDefault(conversationId) ?? [], place];
            _byAddress[address] = _byAddress.GetValueOrDefault(address) + 1;
        }
        oldest?.End(StreamEnd.Replaced);
        return new(place, StreamRefusal.None);
    }

    /// <summary>A token was renewed: the sockets that were opened with the old one may stay as long as the new one works.</summary>
    public void Renew(ConversationId conversationId, DateTimeOffset oldEnd, DateTimeOffset newEnd)
    {
        List<StreamPlace> here;
        lock (_change)
            here = [.. _byConversation.GetValueOrDefault(conversationId) ?? []];
        // Ends are whole seconds in a token.
        foreach (var place in here.Where(p => (p.EndsAt - oldEnd).Duration() <= TimeSpan.FromSeconds(1)))
            place.StayUntil(newEnd);
    }

    private void Leave(StreamPlace place)
    {
        lock (_change)
        {
            if (!_byConversation.TryGetValue(place.ConversationId, out var here) || !here.Remove(place))
                return;
            if (here.Count == 0)
                _byConversation.Remove(place.ConversationId);
            if (--_byAddress[place.Address] == 0)
                _byAddress.Remove(place.Address);
        }
    }

    private void Remember(StreamTicket ticket)
    {
        _used[ticket.Id] = ticket.WorksUntil;
        if (_used.Count % ForgetEvery != 0)
            return;
        var now = time.GetUtcNow();
        foreach (var old in _used.Where(u => u.Value <= now).Select(u => u.Key).ToList())
            _used.Remove(old);
    }
}
