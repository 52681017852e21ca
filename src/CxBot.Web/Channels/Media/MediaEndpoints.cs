using CxBot.Media;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace CxBot.Web.Channels.Media;

/// <summary>Serves stored files so that none of them can act: in a sandbox, never as another type, and as a download unless a raster
/// image.</summary>
public sealed class MediaEndpoints(MediaStore store, MediaLinks links, IDbContextFactory<CxBotDbContext> contexts)
{
    public async Task<IResult> FileAsync(string id, long? e, string? s, HttpContext http, CancellationToken cancellationToken)
    {
        Guard(http.Response);
        return links.Read(id, e ?? 0, s) switch
        {
            LinkReading.Good => await ServeAsync(id, "private, max-age=3600", _ => true, http, cancellationToken),
            LinkReading.Expired => MediaErrors.Expired(),
            _ => MediaErrors.NotFound(),
        };
    }

    /// <summary>An agent's photo, for anyone; no other file, whatever its id.</summary>
    public async Task<IResult> PhotoAsync(string id, HttpContext http, CancellationToken cancellationToken)
    {
        Guard(http.Response);
        await using var db = contexts.CreateDbContext();
        if (!await db.Users.AnyAsync(agent => agent.PhotoId == id, cancellationToken))
            return MediaErrors.NotFound();
        return await ServeAsync(
            id, "public, max-age=86400", file => FileKind.Of(file.ContentType) is { IsImage: true }, http, cancellationToken);
    }

    private async Task<IResult> ServeAsync(
        string id, string cache, Func<MediaFile, bool> allowed, HttpContext http, CancellationToken cancellationToken)
    {
        if (await store.OpenAsync(id, cancellationToken) is not var (file, content))
            return MediaErrors.NotFound();
        if (!allowed(file))
        {
            await content.DisposeAsync();
            return MediaErrors.NotFound();
        }
        var kind = FileKind.Of(file.ContentType);
        var disposition = new ContentDispositionHeaderValue(kind is { IsImage: true } ? "inline" : "attachment");
        disposition.SetHttpFileName(file.FileName);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.CacheControl = cache;
        return TypedResults.Stream(
            content, kind == FileKind.Text ? "text/plain; charset=utf-8" : file.ContentType, enableRangeProcessing: true);
    }

    private static void Guard(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        // Shops on other sites show these pictures.
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
    }
}
