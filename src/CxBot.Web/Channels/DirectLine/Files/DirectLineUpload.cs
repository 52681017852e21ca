using CxBot.Media;
using CxBot.Web.Bot;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Newtonsoft.Json.Linq;

namespace CxBot.Web.Channels.DirectLine.Files;

/// <summary>Receives an upload as it streams in: a form of files with an activity, or one file alone.</summary>
public sealed class DirectLineUpload(MediaStore media)
{
    public const int MaxFiles = 8;

    /// <summary>The largest upload, bytes: a few files at once.</summary>
    public const long MaxBytes = 64 * 1024 * 1024;

    public async Task<ReceivedUpload> ReceiveAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var activity = new JObject { ["type"] = "message" };
        var files = new List<StagedFile>();
        if (request.ContentLength > MaxBytes) return new(activity, files, TooLarge());
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxBytes;
        try
        {
            if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            {
                _ = ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var alone);
                files.Add(await media.StageAsync(request.Body, FileName(alone), cancellationToken));
                return new(activity, files, null);
            }
            var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
            if (boundary.Length is 0 or > 100) return new(activity, files, DirectLineErrors.Bad("The form has no boundary."));
            var reader = new MultipartReader(boundary, request.Body);
            while (await NextAsync(reader, cancellationToken) is { } section)
            {
                _ = ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition);
                if (IsActivity(section, disposition))
                {
                    if (await BoundedBody.ReadBytesAsync(section.Body, BoundedBody.MaxBytes, cancellationToken) is not { } bytes) return new(activity, files, DirectLineErrors.TooLarge($"The activity may have at most {BoundedBody.MaxBytes / 1024} KB."));
                    if (ActivityJson.TryParse(bytes) is not { } parsed) return new(activity, files, DirectLineErrors.Bad("The activity is not a JSON object."));
                    activity = parsed;
                    continue;
                }
                if (files.Count == MaxFiles) return new(activity, files, DirectLineErrors.TooLarge($"At most {MaxFiles} files can be sent at once."));
                files.Add(await media.StageAsync(section.Body, FileName(disposition), cancellationToken));
            }
        }
        catch (MediaRefusedException refusal)
        {
            return new(activity, files, Refuse(refusal));
        }
        catch (Exception large) when ((large as BadHttpRequestException ?? large.InnerException as BadHttpRequestException) is { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            return new(activity, files, TooLarge());
        }
        catch (Exception malformed) when (malformed is InvalidDataException or BadHttpRequestException)
        {
            return new(activity, files, DirectLineErrors.Bad("The form cannot be read."));
        }
        catch
        {
            foreach (var file in files) file.Dispose();
            throw;
        }
        return new(activity, files, files.Count == 0 ? DirectLineErrors.Bad("The upload has no file.") : null);
    }

    public static IResult Refuse(MediaRefusedException refusal) => refusal.Reason switch
    {
        MediaRefusal.TooLarge => DirectLineErrors.TooLarge(refusal.Message),
        MediaRefusal.WrongKind => DirectLineErrors.WrongKind(refusal.Message),
        MediaRefusal.NoRoom => DirectLineErrors.NoRoom(refusal.Message),
        _ => DirectLineErrors.Bad(refusal.Message),
    };

    private static JsonHttpResult<ErrorBody> TooLarge() => DirectLineErrors.TooLarge($"An upload may have at most {MaxBytes / (1024 * 1024)} MB.");

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellationToken);
        }
        catch (IOException broken) when (broken is not BadHttpRequestException)
        {
            throw new InvalidDataException("The form broke off.", broken);
        }
    }

    private static bool IsActivity(MultipartSection section, ContentDispositionHeaderValue? disposition) =>
        section.ContentType?.StartsWith("application/vnd.microsoft.activity", StringComparison.OrdinalIgnoreCase) == true
        || HeaderUtilities.RemoveQuotes(disposition?.Name ?? default).Equals("activity", StringComparison.OrdinalIgnoreCase);

    private static string? FileName(ContentDispositionHeaderValue? disposition)
    {
        if (disposition is null) return null;
        return (disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName)).ToString();
    }
}
