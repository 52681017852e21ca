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
        var files = new List<StagedFile>();
        if (request.ContentLength > MaxBytes)
            return Refused(files, TooLarge());
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxBytes;
        try
        {
            return await ReadAsync(request, files, cancellationToken);
        }
        catch (MediaRefusedException refusal)
        {
            return Refused(files, Refuse(refusal));
        }
        catch (Exception large)
            when ((large as BadHttpRequestException
                ?? large.InnerException as BadHttpRequestException) is { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            return Refused(files, TooLarge());
        }
        catch (Exception malformed) when (malformed is InvalidDataException or BadHttpRequestException)
        {
            return Refused(files, ChannelErrors.Bad("The form cannot be read."));
        }
        catch
        {
            foreach (var file in files)
                file.Dispose();
            throw;
        }
    }

    private async Task<ReceivedUpload> ReadAsync(HttpRequest request, List<StagedFile> files, CancellationToken cancellationToken)
    {
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return await ReadFormAsync(type, request, files, cancellationToken);
        _ = ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var alone);
        files.Add(await media.StageAsync(request.Body, FileName(alone), cancellationToken));
        return new(NoActivity(), files, null);
    }

    private async Task<ReceivedUpload> ReadFormAsync(
        MediaTypeHeaderValue type, HttpRequest request, List<StagedFile> files, CancellationToken cancellationToken)
    {
        var activity = NoActivity();
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > 100)
            return Refused(files, ChannelErrors.Bad("The form has no boundary."));
        var reader = new MultipartReader(boundary, request.Body);
        while (await NextAsync(reader, cancellationToken) is { } section)
        {
            _ = ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition);
            if (IsActivity(section, disposition))
            {
                if (await BoundedBody.ReadBytesAsync(section.Body, BoundedBody.MaxJsonBytes, cancellationToken) is not { } bytes)
                    return Refused(files, ChannelErrors.TooLarge($"The activity may have at most {BoundedBody.MaxJsonBytes / 1024} KB."));
                if (ActivityJson.TryParse(bytes) is not { } parsed)
                    return Refused(files, ChannelErrors.Bad("The activity is not a JSON object."));
                activity = parsed;
                continue;
            }
            if (files.Count == MaxFiles)
                return Refused(files, ChannelErrors.TooLarge($"At most {MaxFiles} files can be sent at once."));
            files.Add(await media.StageAsync(section.Body, FileName(disposition), cancellationToken));
        }
        return new(activity, files, files.Count == 0 ? ChannelErrors.Bad("The upload has no file.") : null);
    }

    private static JObject NoActivity() => new() { ["type"] = "message" };

    private static ReceivedUpload Refused(List<StagedFile> files, IResult refusal) => new(NoActivity(), files, refusal);

    public static IResult Refuse(MediaRefusedException refusal) => refusal.Reason switch
    {
        MediaRefusal.TooLarge => ChannelErrors.TooLarge(refusal.Message),
        MediaRefusal.WrongKind => ChannelErrors.WrongKind(refusal.Message),
        MediaRefusal.NoRoom => ChannelErrors.NoRoom(refusal.Message),
        _ => ChannelErrors.Bad(refusal.Message),
    };

    private static JsonHttpResult<ErrorBody> TooLarge() =>
        ChannelErrors.TooLarge($"An upload may have at most {MaxBytes / (1024 * 1024)} MB.");

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
        if (disposition is null)
            return null;
        return (disposition.FileNameStar.HasValue ? disposition.FileNameStar
            : HeaderUtilities.RemoveQuotes(disposition.FileName)).ToString();
    }
}
