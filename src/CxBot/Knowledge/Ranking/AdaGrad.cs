using System.Numerics;
using System.Runtime.InteropServices;

namespace CxBot.Knowledge.Ranking;

/// <summary>One step of AdaGrad (Duchi et al. 2011): each weight has a rate of its own, which shrinks as its gradients add up.</summary>
internal static class AdaGrad
{
    private const float Epsilon = 1e-6f;

    /// <summary>Moves <paramref name="weights"/> against the gradient <paramref name="error"/> times <paramref name="value"/>.</summary>
    public static void Step(Span<float> weights, Span<float> squares, ReadOnlySpan<float> error, float value, float rate)
    {
        var w = MemoryMarshal.Cast<float, Vector<float>>(weights);
        var s = MemoryMarshal.Cast<float, Vector<float>>(squares);
        var e = MemoryMarshal.Cast<float, Vector<float>>(error);
        var (values, rates, epsilons) = (new Vector<float>(value), new Vector<float>(rate), new Vector<float>(Epsilon));
        for (var i = 0; i < w.Length; i++)
        {
            var gradient = e[i] * values;
            var square = s[i] + (gradient * gradient);
            s[i] = square;
            w[i] -= rates * gradient / (Vector.SquareRoot(square) + epsilons);
        }

        for (var i = w.Length * Vector<float>.Count; i < weights.Length; i++)
        {
            var gradient = error[i] * value;
            squares[i] += gradient * gradient;
            weights[i] -= rate * gradient / (MathF.Sqrt(squares[i]) + Epsilon);
        }
    }
}
