using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;

namespace CxBot.Tests.Channels.DirectLine.Files;

public sealed class DirectLineUploadTests
{
    [Fact]
    public async Task A_picture_comes_back_with_an_address_that_shows_it()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        using var uploaded = await UploadAsync(visitor,
            """{"type":"message","text":"buktinya","channelData":{"clientActivityID":"u1","attachmentSizes":[70]},"attachments":[{"contentType":"image/png","name":"x.png"}]}""", ("..\\bukti.jpg", SampleFiles.Png));
        var id = (string)(await ChannelHost.JsonAsync(uploaded))["id"]!;
        var echo = (await visitor.ReadAsync())["activities"]![0]!;
        var file = echo["attachments"]![0]!;
        Assert.Equal(id, (string)echo["id"]!);
        Assert.Equal("u1", (string)echo["channelData"]!["clientActivityID"]!);
        Assert.Equal(("image/png", "bukti.jpg.png"), ((string)file["contentType"]!, (string)file["name"]!));

        Assert.Equal((string)file["contentUrl"]!, (string)file["thumbnailUrl"]!);
        using var shown = await host.Http.GetAsync(new Uri((string)file["contentUrl"]!), ChannelHost.Token);
        Assert.Equal(SampleFiles.Png, await shown.Content.ReadAsByteArrayAsync(ChannelHost.Token));
        Assert.Equal("image/png", shown.Content.Headers.ContentType!.ToString());
        Assert.Equal("inline", shown.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("sandbox; default-src 'none'", string.Join(',', shown.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", string.Join(',', shown.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(shown.Headers.CacheControl!.Private);
    }

    [Fact]
    public async Task A_file_alone_is_a_message_too()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        using var content = new ByteArrayContent(SampleFiles.Pdf);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { FileName = "tagihan.pdf" };
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"/v3/directline/conversations/{visitor.ConversationId}/upload?userId=x")
        { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", visitor.Token);
        using var response = await host.Http.SendAsync(request, ChannelHost.Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var echo = (await visitor.ReadAsync())["activities"]![0]!;
        Assert.Equal("tagihan.pdf", (string)echo["attachments"]![0]!["name"]!);
        Assert.Equal(visitor.UserId, (string)echo["from"]!["id"]!);
    }

    [Fact]
    public async Task The_same_upload_twice_is_one_message_with_one_file()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        const string activity = """{"type":"message","channelData":{"clientActivityID":"u1"}}""";
        using var first = await UploadAsync(visitor, activity, ("a.png", SampleFiles.Png));
        using var second = await UploadAsync(visitor, activity, ("a.png", SampleFiles.Png));
        Assert.Equal((string)(await ChannelHost.JsonAsync(first))["id"]!, (string)(await ChannelHost.JsonAsync(second))["id"]!);
        Assert.Single(Directory.GetFiles(host.MediaFolder));
        Assert.Equal(1, await host.QueryAsync(db => db.MediaFiles.CountAsync()));
    }

    [Fact]
    public async Task Of_several_files_all_are_taken_or_none_and_nothing_is_left_behind()
    {
        await using var host = await ChannelHost.StartAsync(
            new() { ["Media:MaxFileBytes"] = "1000", ["Media:MaxImageBytes"] = "100", ["Media:MaxConversationBytes"] = "1500" });
        var visitor = await host.VisitorAsync();
        async Task<string> RefusedAsync(string? activity, params (string, byte[])[] files)
        {
            using var response = await UploadAsync(visitor, activity, files);
            return await ChannelHost.CodeAsync(response);
        }

        byte[] largeImage = [.. SampleFiles.Png, .. new byte[100]];
        byte[] largeText = [.. Enumerable.Repeat((byte)'x', 1001)];
        byte[] text = [.. Enumerable.Repeat((byte)'x', 900)];
        Assert.Equal("415 WrongKind", await RefusedAsync(null, ("a.png", SampleFiles.Png), ("b.png", "MZ\0\0"u8.ToArray())));
        Assert.Equal("413 TooLarge", await RefusedAsync(null, ("a.png", SampleFiles.Png), ("b.png", largeImage)));
        Assert.Equal("413 TooLarge", await RefusedAsync(null, ("b.txt", largeText)));
        Assert.Equal("413 TooLarge", await RefusedAsync(null, [.. Enumerable.Repeat(("a.png", SampleFiles.Png), 9)]));
        Assert.Equal("413 TooLarge", await RefusedAsync(null, ("a.txt", text), ("b.txt", text)));
        Assert.Equal("400 BadArgument", await RefusedAsync(null, ("empty.txt", [])));
        Assert.Equal("400 BadArgument", await RefusedAsync("{", ("a.png", SampleFiles.Png)));
        Assert.Equal("413 TooLarge",
            await RefusedAsync($$"""{"type":"message","text":"{{new string('x', 9000)}}"}""", ("a.png", SampleFiles.Png)));
        Assert.Equal("400 BadArgument", await RefusedAsync(null));

        Assert.Empty((JArray)(await visitor.ReadAsync())["activities"]!);
        Assert.Empty(Directory.GetFiles(host.MediaFolder));
        Assert.Equal(0, await host.QueryAsync(db => db.MediaFiles.CountAsync()));
    }

    [Fact]
    public async Task A_form_that_breaks_off_leaves_nothing()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        using var content = new StringContent(
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhalf", Encoding.UTF8);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v3/directline/conversations/{visitor.ConversationId}/upload")
        {
            Content = content,
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", visitor.Token);
        using var response = await host.Http.SendAsync(request, ChannelHost.Token);
        Assert.Equal("400 BadArgument", await ChannelHost.CodeAsync(response));
        Assert.Empty(Directory.GetFiles(host.MediaFolder));
    }

    internal static async Task<HttpResponseMessage> UploadAsync(
        DirectLineVisitor visitor, string? activity, params (string Name, byte[] Content)[] files)
    {
        using var form = new MultipartFormDataContent();
        if (activity is not null)
        {
            var part = new StringContent(activity);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.microsoft.activity");
            form.Add(part, "activity", "blob");
        }
        foreach (var (name, content) in files)
            form.Add(new ByteArrayContent(content), "file", name);
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"/v3/directline/conversations/{visitor.ConversationId}/upload?userId={visitor.UserId}")
        { Content = form };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", visitor.Token);
        return await visitor.Host.Http.SendAsync(request, ChannelHost.Token);
    }
}
