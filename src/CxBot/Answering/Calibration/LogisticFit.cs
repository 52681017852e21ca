namespace CxBot.Answering.Calibration;

/// <summary>
/// Fits a logistic regression by Newton's method: weighted log-loss, and a Gaussian prior around weights that are known to serve elsewhere.
/// </summary>
internal static class LogisticFit
{
    private const int Rounds = 60;

    // Of the decrease that the slope promises, what a step must give (Armijo).
    private const double MinGain = 1e-4;
    private const double MinStep = 1e-6;

    /// <param name="rows">Signals of each sample.</param>
    /// <param name="weights">How much each sample counts.</param>
    /// <param name="targets">What is to be told.</param>
    /// <param name="trust">How many samples' worth of trust the weights of <paramref name="prior"/> have.</param>
    /// <param name="biasTrust">The same of its bias.</param>
    public static LogisticModel Fit(
        IReadOnlyList<double[]> rows,
        IReadOnlyList<double> weights,
        IReadOnlyList<bool> targets,
        LogisticModel prior,
        double trust,
        double biasTrust)
    {
        var size = prior.Weights.Count;
        double[] before = [.. prior.Weights, prior.Bias];
        double[] trusts = [.. Enumerable.Repeat(trust, size), biasTrust];
        double[][] whole = [.. rows.Select(row => (double[])[.. row, 1])];

        double Loss(double[] model)
        {
            var loss = 0.0;
            for (var j = 0; j <= size; j++)
                loss += trusts[j] * Math.Pow(model[j] - before[j], 2) / 2;
            for (var i = 0; i < whole.Length; i++)
            {
                var wrong = targets[i] ? -Logit(model, whole[i]) : Logit(model, whole[i]);
                loss += weights[i] * (Math.Max(wrong, 0) + Math.Log(1 + Math.Exp(-Math.Abs(wrong))));
            }

            return loss;
        }

        double[] model = [.. before];
        var loss = Loss(model);
        for (var round = 0; round < Rounds; round++)
        {
            var (gradient, curvature) = Slope(whole, weights, targets, model, before, trusts);
            var step = Solve(curvature, (double[])gradient.Clone());
            var promised = gradient.Zip(step).Sum(p => p.First * p.Second);

            // A whole step of Newton's may lead away where nearly all samples are told apart: then a shorter one.
            var length = 1.0;
            double[] next;
            double nextLoss;
            do
            {
                next = [.. model.Zip(step).Select(p => p.First - (length * p.Second))];
                nextLoss = Loss(next);
            }
            while (nextLoss > loss - (MinGain * length * promised) && (length /= 2) > MinStep);
            if (length <= MinStep)
                break;
            var gained = loss - nextLoss;
            (model, loss) = (next, nextLoss);
            if (gained < 1e-9 * Math.Max(1, loss))
                break;
        }

        return new LogisticModel(model[size], model[..size]);
    }

    private static (double[] Gradient, double[,] Curvature) Slope(
        double[][] rows, IReadOnlyList<double> weights, IReadOnlyList<bool> targets, double[] model, double[] before, double[] trusts)
    {
        var gradient = new double[model.Length];
        var curvature = new double[model.Length, model.Length];
        for (var j = 0; j < model.Length; j++)
        {
            gradient[j] = trusts[j] * (model[j] - before[j]);
            curvature[j, j] = trusts[j];
        }

        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            var probability = 1 / (1 + Math.Exp(-Logit(model, row)));
            var error = weights[i] * (probability - (targets[i] ? 1 : 0));
            var slope = weights[i] * Math.Max(probability * (1 - probability), 1e-6);
            for (var j = 0; j < model.Length; j++)
            {
                gradient[j] += error * row[j];
                for (var k = 0; k < model.Length; k++)
                    curvature[j, k] += slope * row[j] * row[k];
            }
        }

        return (gradient, curvature);
    }

    private static double Logit(double[] model, double[] row)
    {
        var logit = 0.0;
        for (var j = 0; j < model.Length; j++)
            logit += model[j] * row[j];
        return logit;
    }

    /// <summary>Gaussian elimination; the matrix is symmetric and, by the prior, positive definite.</summary>
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var size = right.Length;
        for (var pivot = 0; pivot < size; pivot++)
        {
            for (var row = pivot + 1; row < size; row++)
            {
                var factor = matrix[row, pivot] / matrix[pivot, pivot];
                right[row] -= factor * right[pivot];
                for (var column = pivot; column < size; column++)
                    matrix[row, column] -= factor * matrix[pivot, column];
            }
        }

        var solution = new double[size];
        for (var row = size - 1; row >= 0; row--)
        {
            solution[row] = right[row];
            for (var column = row + 1; column < size; column++)
                solution[row] -= matrix[row, column] * solution[column];
            solution[row] /= matrix[row, row];
        }

        return solution;
    }
}
