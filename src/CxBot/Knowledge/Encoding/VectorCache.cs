using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Security.Cryptography;

namespace CxBot.Knowledge.Encoding;

/// <summary>
/// The vectors of one encoder, by the hash of their text, so that a restart or one edited article encodes only what is new.
/// </summary>
internal abstract class VectorCache
{
    // Texts of like length go together; between two lots somebody may want to know how far it is.
    private const int Lot = 512;

    // A first pass over a large folder takes minutes: at most half of what was done is done again after a stop, and at most so many.
    private const int SaveAfter = 16_384;

    // The index holds the last ones anyway: after an edit they are not read again, which would be a second copy of all.
    private volatile IReadOnlyDictionary<string, float[]> _last = FrozenDictionary<string, float[]>.Empty;

    /// <summary>The vectors of <paramref name="texts"/>; those not kept yet come from <paramref name="encode"/>, a lot at a time.</summary>
    /// <param name="progress">Told after each lot how many of all that were missing are done.</param>
    public async Task<IReadOnlyDictionary<string, float[]>> GetAsync(
        IReadOnlyList<string> texts,
        Func<IReadOnlyList<string>, Task<IReadOnlyList<float[]>>> encode,
        CancellationToken cancellationToken,
        Action<EncodingProgress>? progress = null)
    {
        var result = new Dictionary<string, float[]>(texts.Count, StringComparer.Ordinal);
        foreach (var text in texts)
            if (_last.TryGetValue(text, out var vector))
                result[text] = vector;
        if (texts.Where(text => !result.ContainsKey(text)).Distinct().ToDictionary(Key) is { Count: > 0 } unread)
            await ReadAsync(unread, result, cancellationToken);
        var missing = texts.Where(text => !result.ContainsKey(text)).Distinct().OrderBy(text => text.Length).ToList();
        var (done, saved) = (0, 0);
        foreach (var lot in missing.Chunk(Lot))
        {
            var vectors = await encode(lot);
            for (var i = 0; i < lot.Length; i++)
                result[lot[i]] = vectors[i];
            done += lot.Length;
            progress?.Invoke(new EncodingProgress(done, missing.Count));
            if (done < missing.Count && done - saved < Math.Max(SaveAfter, saved))
                continue;
            await SaveAsync(result, missing[saved..done], cancellationToken);
            saved = done;
        }

        return _last = result;
    }

    /// <summary>Puts what is kept of <paramref name="wanted"/> into <paramref name="found"/>. What cannot be read is not there.</summary>
    protected abstract Task ReadAsync(
        IReadOnlyDictionary<UInt128, string> wanted,
        Dictionary<string, float[]> found,
        CancellationToken cancellationToken);

    /// <summary>Keeps what is new.</summary>
    /// <param name="all">All that is there by now.</param>
    /// <param name="added">What of it is not kept yet.</param>
    protected abstract Task SaveAsync(
        IReadOnlyDictionary<string, float[]> all,
        IReadOnlyList<string> added,
        CancellationToken cancellationToken);

    protected static UInt128 Key(string text) => BinaryPrimitives.ReadUInt128LittleEndian(Hash(text));

    protected static byte[] Hash(string text) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))[..16];
}
