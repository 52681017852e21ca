using Microsoft.Extensions.AI;

namespace CxBot.Knowledge.Encoding;

/// <summary>An encoder that is asked over the network (<c>Knowledge:Encoder</c> <c>Service</c>), and where its vectors are kept.</summary>
/// <param name="Name">The service and its model.</param>
/// <param name="Generator">Answers soon or throws.</param>
internal sealed record EncoderService(string Name, IEmbeddingGenerator<string, Embedding<float>> Generator, VectorCache Vectors);
