using CxBot.Canned;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.BrowserTests.Testing;

/// <summary>Canned replies that the whole team has.</summary>
internal static class SharedReplies
{
    public static Task AddAsync(CxBotApp app, params IEnumerable<(string Shortcut, string Text)> replies) =>
        app.Services.GetRequiredService<Writer>().RunAsync((db, token) =>
        {
            db.CannedReplies.AddRange(replies.Select(reply => new CannedReply
            {
                OwnerId = CannedReply.Shared,
                Shortcut = reply.Shortcut,
                Key = reply.Shortcut,
                Title = reply.Shortcut,
                Text = reply.Text,
            }));
            return db.SaveChangesAsync(token);
        }, TestContext.Current.CancellationToken);
}
